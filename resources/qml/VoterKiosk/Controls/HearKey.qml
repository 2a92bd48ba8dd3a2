import QtQuick
import VoterKiosk.Core

// On a page that is to be read: have it read aloud.
KeyButton {
    required property Session session
    readonly property Listening voice: session.voice as Listening

    height: visible ? implicitHeight : 0
    sign: "listen"
    text: qsTr("Read it to me")
    visible: !voice.on // then the keys for that stand below
    width: visible ? implicitWidth : 0

    onClicked: voice.readAll()
    onPressed: voice.prepare()
}
