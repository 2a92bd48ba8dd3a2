import QtQuick
import VoterKiosk.Theme

// One thing that was looked at: a sign and a word that say how it stands, its name, and what is said of it.
Item {
    id: line

    required property string name
    required property string grade // fine, or what it wants, in a word
    required property string said
    required property string sign
    readonly property bool beside: width > Theme.body * 30

    Accessible.name: (name + ": " + grade + ". " + said).replace(/\u00a0/g, " ")
    Accessible.role: Accessible.StaticText
    implicitHeight: Math.max(what.y + what.contentHeight + state.contentHeight, says.y + says.contentHeight) + Theme.mm(3)

    Icon {
        id: mark

        colour: Theme.accent
        name: line.sign
        size: Theme.body * 1.4
        y: Theme.mm(3)
    }
    Words {
        id: what

        Accessible.ignored: true
        strong: true
        text: line.name
        width: (line.beside ? line.width * 0.36 : line.width) - x
        x: mark.width + Theme.gap
        y: Theme.mm(3)
    }
    Words {
        id: state

        Accessible.ignored: true
        color: Theme.accent
        text: line.grade
        width: what.width
        x: what.x
        y: what.y + what.contentHeight
    }
    Words {
        id: says

        Accessible.ignored: true
        text: line.said
        width: line.width - x
        x: line.beside ? line.width * 0.39 : what.x
        y: line.beside ? what.y : state.y + state.contentHeight
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.line
        height: Theme.hair
        width: parent.width
    }
}
