pragma ComponentBehavior: Bound

import QtQuick

// A pad of our own for typing: A to Z in the order of the alphabet, Đ, digits, a space and two ways of taking back.
// The search is folded, so no diacritics are asked for. Keys are dealt into as many columns as a finger can tell apart.
Column {
    id: pad

    property bool digits: true // whether digits are offered
    property bool editing: true // whether a space and the ways of taking back are offered: not where one letter is chosen
    property var live: null // the letters that lead somewhere, as an object of truth values; null: all of them
    property string chosen: "" // the letter that was chosen, where one is
    property real room: 0 // how high it may grow, in pixels
    readonly property string letters: "ABCDĐEFGHIJKLMNOPQRSTUVWXYZ"

    signal typed(letter: string)
    signal erased
    signal cleared

    Accessible.name: editing ? qsTr("Letters to type with") : qsTr("First letters")
    Accessible.role: Accessible.Grouping
    spacing: plan.spacing

    PadPlan {
        id: plan

        digits: pad.digits
        editing: pad.editing
        room: pad.room
        width: pad.width
    }
    Grid {
        columns: plan.columns
        spacing: pad.spacing

        Repeater {
            model: pad.letters.length

            LetterKey {
                required property int index

                choice: !pad.editing
                chosen: pad.chosen === text
                enabled: pad.live === null || pad.live[text] === true
                height: plan.high
                size: plan.size
                text: pad.letters[index]
                width: plan.cell(plan.columns)

                onClicked: pad.typed(text)
            }
        }
    }
    Grid {
        columns: plan.figures
        spacing: pad.spacing
        visible: pad.digits

        Repeater {
            model: pad.digits ? 10 : 0

            LetterKey {
                required property int index

                height: plan.high
                size: plan.size
                text: (index + 1) % 10
                width: plan.cell(plan.figures)

                onClicked: pad.typed(text)
            }
        }
    }
    Flow {
        spacing: pad.spacing
        visible: pad.editing
        width: pad.width

        LetterKey {
            height: plan.high
            text: qsTr("Space")
            width: plan.abreast ? plan.cell(3) : pad.width

            onClicked: pad.typed(" ")
        }
        LetterKey {
            Accessible.name: qsTr("Delete the last letter")
            height: plan.high
            text: qsTr("Delete")
            width: plan.cell(plan.abreast ? 3 : 2)

            onClicked: pad.erased()
        }
        LetterKey {
            Accessible.name: qsTr("Clear all that was typed")
            height: plan.high
            text: qsTr("Clear all")
            width: plan.cell(plan.abreast ? 3 : 2)

            onClicked: pad.cleared()
        }
    }
}
