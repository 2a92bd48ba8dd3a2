import QtQuick
import VoterKiosk.Theme

// One field of a form: what it is and what it says. Beside each other where there is room, else below.
Item {
    id: fact

    required property string label
    required property string value
    required property bool given
    property bool plain: false // running text rather than an answer
    property bool last: false // no rule below
    readonly property bool beside: width > Theme.body * 24

    Accessible.name: (label + ": " + value).replace(/\u00a0/g, " ")
    Accessible.role: Accessible.StaticText
    implicitHeight: (beside ? Math.max(what.contentHeight, says.contentHeight) : what.contentHeight + says.contentHeight) + Theme.mm(4)

    Words {
        id: what

        Accessible.ignored: true
        color: Theme.soft
        text: fact.label
        width: fact.beside ? fact.width * 0.34 : fact.width
        y: Theme.mm(2)
    }
    Words {
        id: says

        Accessible.ignored: true
        font.italic: !fact.given
        font.weight: fact.given && !fact.plain ? Font.DemiBold : Font.Normal
        text: fact.value
        width: fact.width - x
        x: fact.beside ? fact.width * 0.37 : 0
        y: fact.beside ? what.y : what.y + what.contentHeight
    }
    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.line
        height: Theme.hair
        visible: !fact.last
        width: parent.width
    }
}
