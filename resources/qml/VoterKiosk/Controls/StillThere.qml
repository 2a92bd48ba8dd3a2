import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// Asked after two minutes without a touch; no answer forgets the citizen.
Veil {
    id: question

    required property Session session

    Accessible.name: qsTr("Are you still there?").replace(/\u00a0/g, " ")
    Accessible.role: Accessible.Dialog
    visible: session.asking

    onTouchedBeside: session.stay()
    onVisibleChanged: {
        if (visible)
            yes.forceActiveFocus();
    }

    Words {
        Accessible.role: Accessible.AlertMessage
        heading: true
        size: Theme.title
        text: qsTr("Are you still there?")
        width: parent.width
    }
    Words {
        text: qsTr("In %n seconds this screen starts again for the next person.", "", question.session.secondsLeft)
        width: parent.width
    }
    KeyButton {
        id: yes

        primary: true
        sign: "check"
        text: qsTr("Yes, go on")
        width: parent.width

        onClicked: question.session.stay()
    }
    KeyButton {
        sign: "finish"
        text: qsTr("Finish")
        width: parent.width

        onClicked: question.session.finish()
    }
}
