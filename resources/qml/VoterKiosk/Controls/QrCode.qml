import QtQuick
import VoterKiosk.Theme

// A code to be photographed: drawn by whole pixels, dark on light in every contrast, its quiet zone included.
Item {
    id: code

    required property url source
    required property int side // in modules, quiet zone included
    property real room: 0 // in pixels: how large it may grow
    readonly property int module: Math.max(Theme.codeModule, Math.min(Math.floor(Math.min(room, Theme.codeLargest) / Math.max(1, side)), Theme.mm(5)))

    Accessible.name: qsTr("QR code").replace(/\u00a0/g, " ") // beside it stands what it holds
    Accessible.role: Accessible.Graphic
    height: implicitHeight
    implicitHeight: side * module
    implicitWidth: side * module
    width: implicitWidth

    Image {
        Accessible.ignored: true
        smooth: false
        source: code.source
        sourceSize: Qt.size(code.width, code.height)
    }
}
