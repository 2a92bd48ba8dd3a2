import QtQuick
import VoterKiosk.Theme

// A value between two keys that turn it down and up.
Item {
    id: turner

    required property string name
    required property string value
    property bool live: true

    signal turned(by: int)

    implicitHeight: Math.max(said.implicitHeight, less.implicitHeight)

    KeyButton {
        id: less

        Accessible.name: qsTr("%1: less").arg(turner.name)
        enabled: turner.live
        text: "−"
        width: Theme.mm(24)

        onClicked: turner.turned(-1)
    }
    Column {
        id: said

        width: turner.width - 2 * (less.width + Theme.gap)
        x: less.width + Theme.gap
        y: (turner.height - height) / 2

        Words {
            horizontalAlignment: Text.AlignHCenter
            text: turner.name
            width: parent.width
        }
        Words {
            horizontalAlignment: Text.AlignHCenter
            size: Theme.heading
            strong: true
            text: turner.value
            width: parent.width
        }
    }
    KeyButton {
        Accessible.name: qsTr("%1: more").arg(turner.name)
        enabled: turner.live
        text: "+"
        width: less.width
        x: turner.width - width

        onClicked: turner.turned(1)
    }
}
