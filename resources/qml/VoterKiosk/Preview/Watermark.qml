pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Lies over everything that the kiosk shows, and lets every touch through: this is a preview, signed by nobody.
Item {
    id: watermark

    required property Preview preview
    required property string words
    readonly property real slope: -Math.atan2(height, width) * 180 / Math.PI * 0.62

    component Letters: Words {
        Accessible.ignored: true
        font.letterSpacing: size * 0.06
        size: Math.round(Math.min(watermark.width * 0.115, watermark.height * 0.13))
        strong: true
        text: watermark.words
        wrapMode: Text.NoWrap
    }

    Accessible.ignored: true
    anchors.fill: parent
    clip: true
    enabled: false
    z: 1000 // over what lies over a page as well

    Repeater {
        model: watermark.height > watermark.width ? [-0.3, 0, 0.3] : [-0.2, 0.2]

        Item {
            id: line

            required property real modelData

            anchors.centerIn: parent
            anchors.verticalCenterOffset: modelData * watermark.height
            opacity: 0.2
            rotation: watermark.slope

            // dark on what is light, and light on what is dark
            Letters {
                anchors.centerIn: parent
                anchors.horizontalCenterOffset: Theme.hair
                anchors.verticalCenterOffset: Theme.hair
                color: Theme.fieldInk
            }
            Letters {
                anchors.centerIn: parent
                color: Theme.accent
            }
        }
    }
    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        border.color: Theme.edge
        border.width: Theme.hair
        color: Theme.mark
        height: note.contentHeight + Theme.mm(6)
        radius: height / 2
        visible: note.text !== ""
        width: note.contentWidth + Theme.mm(16)
        y: Theme.mm(10)

        Words {
            id: note

            Accessible.ignored: true
            anchors.centerIn: parent
            color: Theme.markInk
            horizontalAlignment: Text.AlignHCenter
            strong: true
            text: watermark.preview.note
            width: Math.min(implicitWidth, watermark.width - Theme.mm(30))
        }
    }
}
