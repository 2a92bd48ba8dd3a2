import QtQuick
import VoterKiosk.Theme

// A drawing on its own paper: framed alike in every contrast.
Rectangle {
    id: drawing

    required property url source
    required property string alt

    Accessible.name: alt.replace(/\u00a0/g, " ")
    Accessible.role: Accessible.Graphic
    border.color: Theme.edge
    border.width: Theme.hair
    color: Theme.surface

    Image {
        Accessible.ignored: true
        anchors.fill: parent
        anchors.margins: Theme.hair
        fillMode: Image.PreserveAspectFit
        source: drawing.source
    }
}
