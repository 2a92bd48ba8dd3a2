pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// A pad for names: the letters of the alphabet with their shapes, five tones, what a name has besides, and two ways of
// taking back. Where a tone stands in its syllable is not decided here.
Column {
    id: pad

    required property string letters
    required property var tones // pairs of a mark and what it is called
    readonly property real least: Math.max(Math.ceil(13 * Theme.pixelsPerMm), Theme.body * 1.5)
    readonly property int across: Math.max(4, Math.min(11, Math.floor((width + spacing) / (least + spacing))))
    readonly property int columns: Math.ceil(letters.length / Math.ceil(letters.length / across))
    readonly property real high: Math.max(erase.implicitHeight, Theme.mm(14))

    signal typed(letter: string)
    signal toned(mark: string)
    signal erased
    signal cleared

    // How wide a key is of which so many stand in a row.
    function cell(count: int): real {
        return Math.floor((width - (count - 1) * spacing) / count);
    }

    spacing: Theme.mm(2.7)

    Grid {
        columns: pad.columns
        spacing: pad.spacing

        Repeater {
            model: pad.letters.length

            LetterKey {
                required property int index

                height: pad.high
                text: pad.letters[index]
                width: pad.cell(pad.columns)

                onClicked: pad.typed(text)
            }
        }
    }
    Grid {
        columns: 5
        spacing: pad.spacing

        Repeater {
            model: pad.tones

            LetterKey {
                required property var modelData

                Accessible.name: modelData[1]
                height: pad.high
                text: ("a" + modelData[0]).normalize("NFC")
                width: pad.cell(5)

                onClicked: pad.toned(modelData[0])
            }
        }
    }
    Grid {
        columns: 3
        spacing: pad.spacing

        LetterKey {
            height: pad.high
            text: qsTr("Space")
            width: pad.cell(3)

            onClicked: pad.typed(" ")
        }
        LetterKey {
            Accessible.name: qsTr("Apostrophe")
            height: pad.high
            text: "'"
            width: pad.cell(3)

            onClicked: pad.typed("'")
        }
        LetterKey {
            Accessible.name: qsTr("Hyphen")
            height: pad.high
            text: "-"
            width: pad.cell(3)

            onClicked: pad.typed("-")
        }
    }
    Grid {
        columns: 2
        spacing: pad.spacing

        LetterKey {
            id: erase

            Accessible.name: qsTr("Delete the last letter")
            height: pad.high
            text: qsTr("Delete")
            width: pad.cell(2)

            onClicked: pad.erased()
        }
        LetterKey {
            Accessible.name: qsTr("Clear all that was typed")
            height: pad.high
            text: qsTr("Clear all")
            width: pad.cell(2)

            onClicked: pad.cleared()
        }
    }
}
