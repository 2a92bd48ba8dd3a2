import QtQuick
import VoterKiosk.Theme

// Where the election team's seal goes on a ballot paper.
Icon {
    id: seal

    property string said: qsTr("seal")

    colour: Theme.soft
    name: "seal"
    size: Math.ceil(Math.max(Theme.mm(16), word.implicitWidth + Theme.mm(6), Math.hypot(word.implicitWidth, word.implicitHeight) + Theme.mm(3)))

    Words {
        id: word

        Accessible.ignored: true
        anchors.centerIn: parent
        horizontalAlignment: Text.AlignHCenter
        text: seal.said
    }
}
