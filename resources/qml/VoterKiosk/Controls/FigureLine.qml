import QtQuick
import VoterKiosk.Theme

// One figure of a term: what it counts, the number large, what it is of, the note and the source.
Item {
    id: line

    required property string group
    required property string label
    required property string value
    required property string base
    required property string note
    required property string source
    readonly property bool beside: width > Theme.body * 26

    implicitHeight: (beside ? Math.max(words.y + words.implicitHeight, number.y + number.contentHeight) : words.y + words.implicitHeight) + Theme.mm(3)

    Words {
        id: heading

        heading: true
        size: Theme.heading
        text: line.group
        topPadding: Theme.gap
        width: parent.width
    }
    Words {
        id: label

        strong: true
        text: line.label
        width: line.beside ? line.width * 0.63 : line.width
        y: (heading.visible ? heading.height : 0) + Theme.mm(2)
    }
    Words {
        id: number

        color: Theme.accent
        heading: true
        horizontalAlignment: line.beside ? Text.AlignRight : Text.AlignLeft
        size: Theme.title
        text: line.value
        width: line.beside ? line.width * 0.35 : line.width
        x: line.width - width
        y: (heading.visible ? heading.height : 0) + (line.beside ? 0 : label.contentHeight + Theme.mm(2))
    }
    Column {
        id: words

        width: label.width
        y: line.beside ? label.y + label.contentHeight : number.y + number.contentHeight

        Words {
            text: line.base
            width: parent.width
        }
        Words {
            color: Theme.soft
            text: line.note
            width: parent.width
        }
        Words {
            color: Theme.soft
            font.italic: true
            text: line.source
            width: parent.width
        }
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.line
        height: Theme.hair
        width: parent.width
    }
}
