import QtQuick
import QtQuick.Templates as T
import VoterKiosk.Theme

// How much of a page is seen, and which part: to be dragged by a mouse.
T.ScrollBar {
    id: bar

    Accessible.ignored: true
    implicitWidth: Theme.mm(3)
    minimumSize: 0.08
    policy: T.ScrollBar.AsNeeded
    visible: size < 1

    contentItem: Rectangle {
        color: bar.pressed || bar.hovered ? Theme.soft : Theme.edge
        implicitHeight: Theme.mm(10)
        implicitWidth: Theme.mm(2)
        radius: width / 2
    }
}
