pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls

// A page of the officials': back and out at its foot, and what has to be said above its content.
PageFrame {
    id: page

    required property Office office

    kicker: office.who

    foot: KeyPair {
        first: page.office.canGoBack ? qsTr("Back") : ""
        firstSign: "back"
        second: qsTr("Leave")
        secondSign: "finish"
        width: parent.width

        onFirstChosen: page.office.back()
        onSecondChosen: page.office.leave()
    }

    Keys.onEscapePressed: office.back()

    Note {
        sign: "warning"
        text: page.office.message
        visible: text !== ""
        width: parent.width
    }
}
