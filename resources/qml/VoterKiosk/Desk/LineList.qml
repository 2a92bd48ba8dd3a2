pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Controls
import VoterKiosk.Theme

// Things that changed or were read, each with what there is to say of it.
Column {
    id: list

    required property QtObject rows

    spacing: Theme.mm(2.5)
    visible: lines.count > 0

    Repeater {
        id: lines

        model: list.rows

        Column {
            id: line

            required property string text
            required property string details

            width: list.width

            Words {
                strong: true
                text: line.text
                width: parent.width
            }
            Words {
                color: Theme.soft
                text: line.details
                width: parent.width
            }
        }
    }
}
