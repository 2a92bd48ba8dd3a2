import QtQuick
import VoterKiosk.Core

// The picture is off for who only listens; one touch brings it back, and nothing below is touched by it.
Rectangle {
    id: darkness

    required property Session session
    required property Listening voice

    color: "black"
    visible: voice.dark

    MouseArea {
        Accessible.ignored: true
        anchors.fill: parent

        onClicked: {
            darkness.session.stay();
            darkness.voice.lighten();
        }
    }
}
