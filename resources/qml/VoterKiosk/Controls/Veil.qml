import QtQuick
import VoterKiosk.Theme

// Lies over a screen and lets no touch through; what it carries stands on a sheet in the middle.
Rectangle {
    id: veil

    default property alias content: sheet.content

    signal touchedBeside // the sheet, and lifted again

    color: Qt.rgba(Theme.ink.r, Theme.ink.g, Theme.ink.b, 0.72)

    MouseArea {
        Accessible.ignored: true
        anchors.fill: parent

        onClicked: veil.touchedBeside()
    }
    Panel {
        id: sheet

        anchors.centerIn: parent
        color: Theme.paper
        padding: Theme.wide
        width: Math.min(veil.width - 2 * Theme.margin, Theme.body * 30)
    }
}
