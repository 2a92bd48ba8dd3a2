pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// Every step of the way, each to be touched; two beside each other where the list has to be short.
Deal {
    id: list

    required property QtObject marks
    property bool paired: false

    signal chosen(number: int)

    least: 0
    most: paired ? 2 : 1
    spacing: Theme.mm(3)

    Repeater {
        model: list.marks

        StepKey {
            id: key

            height: list.paired ? list.cellHeight : implicitHeight
            width: list.cellWidth

            onClicked: list.chosen(key.number)
        }
    }
}
