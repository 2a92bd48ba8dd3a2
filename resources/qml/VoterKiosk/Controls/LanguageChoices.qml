pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import VoterKiosk.Core
import VoterKiosk.Theme

// One key a language, each by its own name in its own script, Vietnamese first. A language that is only heard has the
// sign of it. Opened by the strip where there are more than two languages.
GridLayout {
    id: choices

    required property Session session
    readonly property bool slim: width < Theme.body * 20 // no room for a sign: the thick frame says which it is

    signal chosen

    columnSpacing: Theme.gap
    columns: width > Theme.body * 34 ? 3 : 2
    rowSpacing: Theme.gap
    uniformCellHeights: true
    uniformCellWidths: true

    Repeater {
        model: choices.session.languages

        KeyButton {
            id: key

            required property var modelData

            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.minimumHeight: implicitHeight // the grid shares its height out and rounds down
            chosen: modelData.tag === choices.session.language
            description: modelData.heard ? qsTr("Only heard: the texts stay in Vietnamese.") : ""
            sign: choices.slim ? "" : chosen ? "check" : modelData.heard ? "heard" : ""
            text: modelData.name

            onClicked: {
                choices.session.setLanguage(key.modelData.tag);
                choices.chosen();
            }
        }
    }
}
