import QtQuick
import VoterKiosk.Theme

// A quiet sheet that cannot be touched: no frame, no lip.
Rectangle {
    id: panel

    default property alias content: inside.data
    property int padding: Theme.room
    property bool centred: false // in what the sheet is higher than its content

    color: Theme.surface
    implicitHeight: inside.implicitHeight + 2 * padding
    implicitWidth: inside.implicitWidth + 2 * padding
    radius: Theme.radius
    border.width: Theme.hair
    border.color: Theme.line

    Column {
        id: inside

        spacing: Theme.gap
        width: panel.width - 2 * panel.padding
        x: panel.padding
        y: panel.centred ? (panel.height - implicitHeight) / 2 : panel.padding
    }
}
