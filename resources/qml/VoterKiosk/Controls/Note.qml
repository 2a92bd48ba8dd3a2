import QtQuick
import VoterKiosk.Theme

// A remark that must not be missed: a sign, a title in words, and what it says.
Rectangle {
    id: note

    required property string text
    property string title: ""
    property string sign: "about"
    property bool large: false // nothing else is there to be shown
    readonly property int inset: large ? Theme.wide : Theme.room

    color: Theme.surface
    border.color: Theme.accent
    border.width: Theme.hair
    implicitHeight: Math.max(mark.height, said.implicitHeight) + 2 * inset
    radius: Theme.radius

    Rectangle {
        color: Theme.accent
        height: parent.height
        radius: Theme.radius
        width: Theme.mm(2)
    }
    Icon {
        id: mark

        colour: Theme.accent
        name: note.sign
        size: Theme.body * (note.large ? 2.4 : 1.45)
        x: note.inset
        y: note.inset
    }
    Column {
        id: said

        spacing: Theme.mm(1)
        width: parent.width - x - note.inset
        x: mark.x + mark.width + Theme.gap
        y: note.inset

        Words {
            strong: true
            text: note.title
            textFormat: Text.StyledText
            width: parent.width
        }
        Words {
            size: note.large ? Theme.heading : Theme.body
            text: note.text
            textFormat: Text.StyledText
            width: parent.width
        }
    }
}
