pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// What to do, one after the other, under a heading.
Column {
    id: tasks

    required property QtObject rows
    required property string heading
    property int size: Theme.body // of what is to be done

    spacing: Theme.mm(2)
    visible: list.count > 0

    Words {
        heading: true
        size: Theme.heading
        text: tasks.heading
        width: tasks.width
    }
    Repeater {
        id: list

        model: tasks.rows

        Marked {
            size: tasks.size
            width: tasks.width
        }
    }
}
