import QtQuick
import VoterKiosk.Theme

// The watermark that is on every screen: sample content, assumed time. One slim line where the screen is wide enough,
// in the smallest letters that are lawful, whatever size of text was chosen.
Rectangle {
    id: band

    required property bool sample
    required property string assumedTime
    readonly property int size: Theme.text(3.7)

    color: Theme.mark
    implicitHeight: words.implicitHeight + Theme.mm(1.2)
    visible: sample || assumedTime !== ""

    Flow {
        id: words

        spacing: Theme.room
        width: Math.min(band.width - Theme.margin, what.implicitWidth + (when.visible ? when.implicitWidth + (what.visible ? spacing : 0) : 0))
        x: (band.width - width) / 2
        y: (band.height - implicitHeight) / 2

        Words {
            id: what

            color: Theme.markInk
            size: band.size
            strong: true
            text: band.sample ? qsTr("Sample, for trying out only") : ""
            width: Math.min(implicitWidth, band.width - Theme.margin)
        }
        Words {
            id: when

            color: Theme.markInk
            size: band.size
            text: band.assumedTime === "" ? "" : (Theme.breadth < 110 ? qsTr("Assumed: %1") : qsTr("Assumed time: %1")).arg(band.assumedTime)
            width: Math.min(implicitWidth, band.width - Theme.margin)
        }
    }
}
