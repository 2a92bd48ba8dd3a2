import QtQuick
import VoterKiosk.Theme

// The box that a ballot goes into: the paper slides down once, and nobody has to wait for it.
Item {
    id: box

    required property string colour // the paper's, #rrggbb or empty
    required property string sign // what became of it: a drawing beside the title's words
    property real size: Theme.mm(Math.min(30, Theme.breadth * 0.14))

    clip: true
    height: size
    width: size

    Rectangle {
        id: paper

        border.color: Theme.edge
        border.width: Theme.hair
        color: box.colour === "" ? Theme.surface : Theme.tint(box.colour)
        height: box.size * 0.5
        width: box.size * 0.46
        x: (box.size - width) / 2

        NumberAnimation on y {
            duration: 900
            easing.type: Easing.InOutQuad
            from: -box.size * 0.2
            to: box.size * 0.42
        }
    }
    Rectangle {
        border.color: Theme.accent
        border.width: Theme.rule
        color: Theme.paper
        height: box.size * 0.6
        radius: Theme.mm(1.5)
        width: box.size
        y: box.size * 0.4

        Icon {
            anchors.centerIn: parent
            colour: Theme.accent
            name: box.sign
            size: box.size * 0.42
        }
    }
    Rectangle {
        color: Theme.accent
        height: Theme.rule * 1.5
        width: box.size * 0.62
        x: (box.size - width) / 2
        y: box.size * 0.4
    }
}
