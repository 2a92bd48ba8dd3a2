import QtQuick
import VoterKiosk.Theme

// Where the focus of keys is, or the highlight that a switch chooses: one for the whole window, over everything, so
// that nothing cuts it. A band between two light edges stands out from whatever it lies on. Python places it.
Item {
    id: ring

    property bool scanning: false // the highlight of a switch: thicker
    readonly property int edge: Math.max(1, Theme.mm(0.5))
    readonly property int band: Math.ceil((scanning ? 2.4 : 1.2) * Theme.pixelsPerMm)
    readonly property int outset: 2 * edge + band - (scanning ? Theme.mm(0.4) : 0) // how far it reaches beyond what it is about

    Accessible.ignored: true
    visible: false
    z: 1000

    Rectangle {
        anchors.fill: parent
        border.color: Theme.halo
        border.width: 2 * ring.edge + ring.band
        color: "transparent"
        radius: Theme.radius + ring.outset
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: ring.edge
        border.color: Theme.focus
        border.width: ring.band
        color: "transparent"
        radius: Theme.radius + ring.outset - ring.edge
    }
}
