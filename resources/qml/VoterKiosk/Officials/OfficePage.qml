pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls

// A page of the officials': back and out at its foot, and what has to be said above its content.
PageFrame {
    id: page

    required property Office office
    property string lead: "" // the one thing to do here, on the foot instead of leaving
    property string leadSign: "check"
    property bool settled: true // nothing is on its way that one would go back from

    signal led

    kicker: office.who

    foot: KeyPair {
        first: page.settled && page.office.canGoBack ? qsTr("Back") : ""
        firstSign: "back"
        second: page.lead !== "" ? page.lead : qsTr("Leave")
        secondSign: page.lead !== "" ? page.leadSign : "finish"
        width: parent.width

        onFirstChosen: page.office.back()
        onSecondChosen: page.lead !== "" ? page.led() : page.office.leave()
    }

    Keys.onEscapePressed: {
        if (settled)
            office.back();
    }

    Note {
        sign: "warning"
        text: page.office.message
        visible: text !== ""
        width: parent.width
    }
}
