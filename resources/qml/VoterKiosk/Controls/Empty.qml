import QtQuick
import VoterKiosk.Theme

// Nothing to show at all: a large quiet drawing, what is the matter, what to do, and a line for the staff.
Item {
    id: empty

    required property string title
    required property string text
    property string staff: "" // a line for them
    property string sign: "box"
    required property real room // in pixels: how much higher it may stand
    readonly property real least: Theme.mm(Math.min(34, Theme.breadth * 0.2))

    height: implicitHeight + room
    implicitHeight: least + said.implicitHeight + Theme.wide

    Icon {
        id: drawing

        readonly property real grown: Math.max(0, Math.min(empty.room * 0.4, Theme.mm(empty.sign === "box" ? 80 : 12)))

        colour: Theme.accent
        name: empty.sign
        size: empty.least + grown
        y: (empty.room - grown) * 0.45
    }
    Column {
        id: said

        spacing: Theme.gap
        width: parent.width
        y: drawing.y + drawing.height + Theme.wide

        Words {
            heading: true
            size: Theme.title
            text: empty.title
            width: parent.width
        }
        Words {
            size: Theme.heading
            text: empty.text
            width: parent.width
        }
        Words {
            color: Theme.soft
            text: empty.staff === "" ? "" : qsTr("For the staff: %1").arg(empty.staff)
            width: parent.width
        }
    }
}
