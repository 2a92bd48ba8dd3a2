pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// A pad of our own for typing: A to Z in the order of the alphabet, Đ, digits, a space and two ways of taking back.
// The search is folded, so no diacritics are asked for. Keys are dealt into as many columns as a finger can tell apart.
Column {
    id: pad

    property bool digits: true // whether digits are offered
    property var live: null // the letters that lead somewhere, as an object of truth values; null: all of them
    readonly property string letters: "ABCDĐEFGHIJKLMNOPQRSTUVWXYZ"
    readonly property real least: Math.max(Theme.target, Theme.body * 1.5)
    readonly property int across: Math.max(3, Math.min(14, Math.floor((width + spacing) / (least + spacing))))
    readonly property int columns: evenly(letters.length)
    readonly property real cell: Math.floor((width - (columns - 1) * spacing) / columns)
    readonly property real high: Math.max(Theme.target, Math.ceil(Theme.body * Theme.boldPitch) + Theme.mm(2) + Theme.lip)

    signal typed(letter: string)
    signal erased
    signal cleared

    // As few rows as fit, filled as evenly as they can be.
    function evenly(count: int): int {
        return Math.ceil(count / Math.ceil(count / across));
    }

    spacing: Theme.mm(2.7)

    Grid {
        columns: pad.columns
        spacing: pad.spacing

        Repeater {
            model: pad.letters.length

            LetterKey {
                required property int index

                enabled: pad.live === null || pad.live[text] === true
                height: pad.high
                text: pad.letters[index]
                width: pad.cell

                onClicked: pad.typed(text)
            }
        }
    }
    Grid {
        columns: pad.evenly(10)
        spacing: pad.spacing
        visible: pad.digits

        Repeater {
            model: 10

            LetterKey {
                required property int index

                height: pad.high
                text: (index + 1) % 10
                width: Math.floor((pad.width - (pad.evenly(10) - 1) * pad.spacing) / pad.evenly(10))

                onClicked: pad.typed(text)
            }
        }
    }
    Row {
        id: last

        readonly property real share: Math.floor((pad.width - 2 * spacing) / 3)

        spacing: pad.spacing

        LetterKey {
            height: pad.high
            text: qsTr("Space")
            width: last.share

            onClicked: pad.typed(" ")
        }
        LetterKey {
            Accessible.name: qsTr("Delete the last letter")
            height: pad.high
            text: qsTr("Delete")
            width: last.share

            onClicked: pad.erased()
        }
        LetterKey {
            Accessible.name: qsTr("Clear everything typed")
            height: pad.high
            text: qsTr("Clear")
            width: last.share

            onClicked: pad.cleared()
        }
    }
}
