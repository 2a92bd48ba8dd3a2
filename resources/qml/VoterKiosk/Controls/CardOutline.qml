import QtQuick
import VoterKiosk.Theme

// A bank card as large as it is (ISO/IEC 7810 ID-1: 85.60 x 53.98 mm), to hold one against the screen.
Rectangle {
    id: card

    Accessible.name: qsTr("Outline of a card, 85.6 by 54 millimetres")
    Accessible.role: Accessible.Graphic
    border.color: Theme.ink
    border.width: Theme.hair
    color: Theme.surface
    implicitHeight: Theme.pixelsPerMm * 53.98
    implicitWidth: Theme.pixelsPerMm * 85.6
    radius: Theme.pixelsPerMm * 3.18

    Words {
        Accessible.ignored: true
        anchors.centerIn: parent
        color: Theme.soft
        horizontalAlignment: Text.AlignHCenter
        text: "85,6 × 54 mm"
        width: parent.width - 2 * Theme.gap
    }
}
