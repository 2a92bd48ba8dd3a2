import QtQuick
import VoterKiosk.Theme

// How often something was used: its name, the number, and a bar as long as its share of the greatest.
Item {
    id: line

    required property string name
    required property string value
    required property real share // 0 to 1
    readonly property bool beside: width > Theme.body * 24

    Accessible.name: (name + ": " + value).replace(/\u00a0/g, " ")
    Accessible.role: Accessible.StaticText
    implicitHeight: (beside ? Math.max(what.contentHeight, number.contentHeight) : what.contentHeight + number.contentHeight) + Theme.mm(3)

    Words {
        id: what

        Accessible.ignored: true
        text: line.name
        width: line.beside ? line.width * 0.5 : line.width
        y: Theme.mm(1.5)
    }
    Words {
        id: number

        Accessible.ignored: true
        horizontalAlignment: Text.AlignRight
        strong: true
        text: line.value
        width: line.width * 0.12
        x: line.beside ? line.width * 0.52 : 0
        y: line.beside ? what.y : what.y + what.contentHeight
    }
    Rectangle {
        color: Theme.accent
        height: Theme.body * 0.7
        width: Math.max(Theme.hair, (line.width - x) * line.share)
        x: number.x + number.width + Theme.gap
        y: number.y + (number.lineHeight - height) / 2
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.line
        height: Theme.hair
        width: parent.width
    }
}
