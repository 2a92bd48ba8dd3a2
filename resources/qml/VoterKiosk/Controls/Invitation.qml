import QtQuick
import VoterKiosk.Theme

// The key on Attract: what the eye finds first. The whole screen answers, this is where the finger goes.
Item {
    id: invitation

    required property string text
    property bool down: false

    implicitHeight: Math.max(words.contentHeight, hand.height) + 2 * Theme.wide + Theme.lip * 2

    Rectangle {
        anchors.fill: parent
        color: Theme.tokens.tinted ? Theme.mark : Theme.edge
        radius: Theme.radius * 1.5
    }
    Rectangle {
        id: face

        border.color: Theme.field
        border.width: Theme.tokens.tinted ? 0 : Theme.rule
        color: Theme.tokens.tinted ? Theme.paper : Theme.fieldInk
        height: parent.height - Theme.lip * 2
        radius: Theme.radius * 1.5
        width: parent.width
        y: invitation.down ? Theme.lip * 2 : 0

        Row {
            anchors.centerIn: parent
            spacing: Theme.room

            Icon {
                id: hand

                anchors.verticalCenter: parent.verticalCenter
                colour: Theme.field
                name: "touch"
                size: Theme.title * 1.6
            }
            Words {
                id: words

                Accessible.ignored: true
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.field
                heading: true
                size: Theme.title
                text: invitation.text
                width: Math.min(implicitWidth, invitation.width - hand.width - 3 * Theme.room)
            }
        }
    }
}
