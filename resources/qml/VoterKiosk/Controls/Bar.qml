import QtQuick
import VoterKiosk.Theme

// The short red rule before a title.
Rectangle {
    Accessible.ignored: true
    color: Theme.accent
    implicitHeight: Theme.mm(1.6)
    implicitWidth: Theme.mm(22)
}
