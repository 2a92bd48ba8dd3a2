pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// One clear line of work, and where one is on it.
Rectangle {
    id: rail

    required property Desk desk

    color: Theme.pressed

    Rectangle {
        anchors.right: parent.right
        color: Theme.line
        height: parent.height
        width: Theme.hair
    }
    Rectangle {
        id: head

        color: Theme.accent
        height: Theme.mm(24)
        width: parent.width

        Words {
            color: Theme.accentInk
            heading: true
            size: Theme.heading
            text: qsTr("Voter information desk")
            width: parent.width - 2 * x
            x: Theme.mm(5)
            y: (parent.height - contentHeight) / 2
        }
    }
    Column {
        width: parent.width
        y: head.height + Theme.mm(3)

        Repeater {
            model: rail.desk.steps

            RailKey {
                required property int index

                height: Theme.mm(20)
                width: rail.width

                onClicked: rail.desk.go(index)
            }
        }
    }
    KeyButton {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.mm(5)
        sign: "language"
        text: rail.desk.language === "vi" ? "English" : "Tiếng Việt"
        width: parent.width - 2 * x
        x: Theme.mm(5)

        onClicked: rail.desk.turn()
    }
}
