pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// Every step of the way, each to be touched.
Column {
    id: list

    required property QtObject marks

    signal chosen(number: int)

    spacing: Theme.mm(3)

    Repeater {
        model: list.marks

        StepKey {
            id: key

            width: list.width

            onClicked: list.chosen(key.number)
        }
    }
}
