import QtQuick
import VoterKiosk.Theme

// A sign, what it stands for, and a line about it: the head of a group, or a kind of thing that can be looked for.
HeadRow {
    id: told

    required property string sign
    required property string title
    required property string text

    heading: text === ""
    implicitHeight: Math.max(drawing.height, lines.implicitHeight)
    width: parent.width

    Icon {
        id: drawing

        colour: Theme.accent
        name: told.sign
        size: Theme.heading * 1.3
        y: Math.max(0, (Math.ceil(Theme.heading * Theme.boldPitch) - height) / 2)
    }
    Column {
        id: lines

        width: parent.width - x
        x: drawing.width + Theme.gap

        Words {
            heading: true
            size: Theme.heading
            text: told.title
            width: parent.width
        }
        Words {
            color: Theme.soft
            text: told.text
            width: parent.width
        }
    }
}
