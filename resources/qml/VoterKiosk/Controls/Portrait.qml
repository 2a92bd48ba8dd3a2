import QtQuick
import VoterKiosk.Theme

// The same frame for every candidate of a ballot (4 by 6), with a picture or without.
Rectangle {
    id: portrait

    required property url source
    property string name: ""

    Accessible.name: (source.toString() === "" ? qsTr("No photograph given") : qsTr("Photograph of %1").arg(name)).replace(/\u00a0/g, " ")
    Accessible.role: Accessible.Graphic
    border.color: Theme.edge
    border.width: Theme.hair
    color: Theme.pressed
    implicitHeight: width * 1.5
    implicitWidth: Theme.mm(30)

    Image {
        anchors.fill: parent
        anchors.margins: Theme.hair
        fillMode: Image.PreserveAspectCrop
        source: portrait.source
        sourceSize.width: width
        visible: portrait.source.toString() !== ""
    }
    Icon {
        anchors.centerIn: parent
        colour: Theme.edge
        name: "person"
        size: parent.width * 0.6
        visible: portrait.source.toString() === ""
    }
}
