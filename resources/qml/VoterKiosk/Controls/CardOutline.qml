import QtQuick
import VoterKiosk.Theme

// A bank card as large as it is (ISO/IEC 7810 ID-1: 85.60 x 53.98 mm), to hold one against the screen.
Rectangle {
    id: card

    property real pixelsPerMm: Theme.pixelsPerMm // another where the size of the screen is only being found out
    property bool upright: false // stands on its shorter side
    readonly property real longer: pixelsPerMm * 85.6
    readonly property real shorter: pixelsPerMm * 53.98

    Accessible.name: qsTr("Outline of a card, 85.6 by 54 millimetres")
    Accessible.role: Accessible.Graphic
    border.color: Theme.ink
    border.width: Theme.hair
    color: Theme.surface
    implicitHeight: upright ? longer : shorter
    implicitWidth: upright ? shorter : longer
    radius: pixelsPerMm * 3.18

    Words {
        Accessible.ignored: true
        anchors.centerIn: parent
        color: Theme.soft
        horizontalAlignment: Text.AlignHCenter
        text: "85,6 × 54 mm"
        width: parent.width - 2 * Theme.gap
    }
}
