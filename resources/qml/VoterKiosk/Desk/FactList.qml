pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Controls
import VoterKiosk.Theme

// Names and values, a line each.
Panel {
    id: list

    required property QtObject rows

    padding: Theme.mm(4)
    visible: lines.count > 0

    Column {
        width: parent.width

        Repeater {
            id: lines

            model: list.rows

            Fact {
                required property int index
                required property string name
                required property bool wrong

                given: !wrong
                label: name
                last: index === lines.count - 1
                width: parent.width
            }
        }
    }
}
