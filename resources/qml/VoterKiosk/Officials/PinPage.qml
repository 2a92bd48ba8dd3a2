pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Asks for a PIN, on a pad whose digits stand in another order each time: who looks on learns nothing.
PageFrame {
    id: page

    required property Office office
    readonly property bool held: office.busy || office.waiting > 0

    title: qsTr("For officials")
    under: qsTr("Enter your PIN.")

    foot: KeyPair {
        first: page.office.starting ? "" : qsTr("Cancel") // a kiosk that is not set up has nothing to show
        firstSign: "back"
        second: qsTr("Enter")
        secondSign: "check"
        width: parent.width

        onFirstChosen: page.office.leave()
        onSecondChosen: page.office.enter()
    }

    Keys.onEscapePressed: office.leave()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            office.erase();
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            office.enter();
        else if (event.text >= "0" && event.text <= "9")
            office.type(event.text);
        else
            return;
        event.accepted = true;
    }

    Note {
        sign: "warning"
        text: page.office.waiting > 0 ? qsTr("Too many wrong tries. Wait %n seconds.", "", page.office.waiting) : page.office.message
        visible: text !== ""
        width: parent.width
    }
    Words {
        Accessible.name: qsTr("%n digits typed", "", page.office.length)
        heading: true
        horizontalAlignment: Text.AlignHCenter
        size: Theme.display
        text: page.office.busy ? "…" : page.office.length === 0 ? "–" : "●".repeat(page.office.length)
        width: Math.min(parent.width, Theme.mm(160))
        x: (page.contentWidth - width) / 2
    }
    DigitPad {
        digits: page.office.digits
        room: page.least - Theme.body * 11 - Theme.mm(16)
        enabled: !page.held
        width: Math.min(parent.width, Theme.mm(160))
        x: (page.contentWidth - width) / 2

        onErased: page.office.erase()
        onTyped: digit => page.office.type(digit)
    }
    KeyButton {
        enabled: !page.held
        sign: "question"
        text: qsTr("I have forgotten my PIN")
        visible: enabled
        width: Math.min(parent.width, Theme.mm(160))
        x: (page.contentWidth - width) / 2

        onClicked: page.office.forgotten()
    }
}
