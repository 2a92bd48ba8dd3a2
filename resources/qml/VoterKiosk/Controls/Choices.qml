pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import VoterKiosk.Theme

// The answers to one question: a key each, all of one size. An answer is its value, its words, and a sign if it has one.
GridLayout {
    id: choices

    required property var answers
    required property var current // the values that are in force
    property bool one: true // of them, one is in force
    readonly property bool slim: width < Theme.body * 20 - 2 * Theme.margin // no room for a sign: the thick frame says which it is

    signal chosen(string value)

    columnSpacing: Theme.gap
    columns: answers.length < 2 ? 1 : width > Theme.body * 34 - 2 * Theme.margin ? Math.min(4, answers.length) : 2
    rowSpacing: Theme.gap
    uniformCellHeights: true
    uniformCellWidths: true

    Repeater {
        model: choices.answers

        KeyButton {
            id: choice

            required property var modelData

            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.minimumHeight: implicitHeight // the grid shares its height out and rounds down
            choice: choices.one
            chosen: choices.current.includes(modelData[0])
            sign: choices.slim ? "" : chosen ? "check" : modelData[2] ?? ""
            text: modelData[1]

            onClicked: choices.chosen(modelData[0])
        }
    }
}
