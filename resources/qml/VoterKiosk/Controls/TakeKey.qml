import QtQuick
import VoterKiosk.Core

// The way from a page to its code: `subject` is the place to take, as in "candidates/p98.na.1".
KeyButton {
    required property Session session
    required property string subject

    sign: "take"
    text: qsTr("Take it with you")

    onClicked: session.go("take", subject)
}
