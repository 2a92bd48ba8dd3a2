import QtQuick
import VoterKiosk.Theme

// Lies over a screen and lets no touch through; what it carries stands on a sheet in the middle.
Rectangle {
    id: veil

    property real ceiling: 0 // what is touched stays below, in pixels
    default property alias content: sheet.content

    signal touchedBeside // the sheet, and lifted again

    color: Qt.rgba(0, 0, 0, 0.72) // dark in every contrast: what lies below steps back

    MouseArea {
        Accessible.ignored: true
        anchors.fill: parent

        onClicked: veil.touchedBeside()
    }
    Panel {
        id: sheet

        border.color: Theme.edge
        border.width: Theme.rule
        color: Theme.paper
        padding: Theme.wide
        width: Math.min(veil.width - 2 * Theme.margin, Theme.body * 30)
        x: (veil.width - width) / 2
        y: veil.ceiling + (veil.height - veil.ceiling - height) / 2
    }
}
