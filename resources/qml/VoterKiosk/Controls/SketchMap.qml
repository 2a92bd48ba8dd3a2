import QtQuick
import VoterKiosk.Theme

// The sketch map of how to get to the polling place, on a sheet of its own.
Rectangle {
    id: sheet

    required property url source
    readonly property real ratio: picture.implicitWidth > 0 ? picture.implicitHeight / picture.implicitWidth : 0

    border.color: Theme.line
    border.width: Theme.hair
    color: Theme.surface
    radius: Theme.radius

    Image {
        id: picture

        Accessible.name: qsTr("Sketch map of how to get to the polling place").replace(/\u00a0/g, " ")
        Accessible.role: Accessible.Graphic
        anchors.fill: parent
        anchors.margins: Theme.hair * 2
        fillMode: Image.PreserveAspectFit
        source: sheet.source
    }
}
