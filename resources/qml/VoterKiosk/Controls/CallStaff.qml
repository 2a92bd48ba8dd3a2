import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// Something unexpected happened: the screen says whom to call and comes back by itself.
Veil {
    id: call

    required property Session session

    Accessible.name: qsTr("Please call the staff").replace(/\u00a0/g, " ")
    Accessible.role: Accessible.Dialog
    visible: session.fault

    Words {
        Accessible.role: Accessible.AlertMessage
        heading: true
        size: Theme.title
        text: qsTr("Please call the staff")
        width: parent.width
    }
    Words {
        text: qsTr("Something went wrong in this kiosk. It will start again by itself in a moment. Meanwhile, please read the lists posted on the wall.")
        width: parent.width
    }
}
