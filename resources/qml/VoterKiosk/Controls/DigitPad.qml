pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// Ten digits in a given order, three beside each other, and a key that takes the last one back.
Column {
    id: pad

    required property string digits
    readonly property real cell: Math.floor((width - 2 * spacing) / 3)
    property real room: 0 // how high it may grow, in pixels
    readonly property real high: Math.max(last.implicitHeight, Theme.mm(20), Math.min(Theme.mm(32), Math.floor((room - 3 * spacing) / 4)))

    signal typed(digit: string)
    signal erased

    spacing: Theme.gap

    Grid {
        columns: 3
        spacing: pad.spacing

        Repeater {
            model: 9

            LetterKey {
                required property int index

                height: pad.high
                size: Theme.heading
                text: pad.digits[index]
                width: pad.cell

                onClicked: pad.typed(text)
            }
        }
    }
    Row {
        spacing: pad.spacing

        LetterKey {
            id: last

            height: pad.high
            size: Theme.heading
            text: pad.digits[9]
            width: pad.cell

            onClicked: pad.typed(text)
        }
        LetterKey {
            height: pad.high
            text: qsTr("Delete")
            width: 2 * pad.cell + pad.spacing

            onClicked: pad.erased()
        }
    }
}
