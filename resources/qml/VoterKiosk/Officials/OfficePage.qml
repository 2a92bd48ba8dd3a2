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
    property bool onward: office.starting // at the first start one goes on, whatever was answered here

    signal led

    kicker: office.kicker

    foot: KeyPair {
        first: page.settled && page.office.canGoBack ? qsTr("Back") : ""
        firstSign: "back"
        second: page.lead !== "" ? page.lead : page.onward ? qsTr("Continue") : page.office.starting ? "" : qsTr("Leave")
        secondSign: page.lead !== "" ? page.leadSign : page.onward ? "next" : "finish"
        width: parent.width

        onFirstChosen: page.office.back()
        onSecondChosen: page.lead !== "" ? page.led() : page.onward ? page.office.onward() : page.office.leave()
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
