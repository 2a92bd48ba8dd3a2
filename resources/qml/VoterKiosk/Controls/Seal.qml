import QtQuick
import VoterKiosk.Theme

// Where the election team's seal goes on a ballot paper.
Icon {
    id: seal

    colour: Theme.soft
    name: "seal"
    size: Math.ceil(Math.max(Theme.mm(16), word.implicitWidth + Theme.mm(6)))

    Words {
        id: word

        Accessible.ignored: true
        anchors.centerIn: parent
        text: qsTr("seal")
    }
}
