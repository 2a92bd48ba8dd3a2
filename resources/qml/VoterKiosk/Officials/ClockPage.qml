pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls

// What the clock says, and an official's word on it.
OfficePage {
    id: page

    required property ClockFacts facts

    title: qsTr("Clock")

    Note {
        sign: "warning"
        text: page.facts.doubt
        title: qsTr("The clock is in doubt")
        visible: text !== ""
        width: parent.width
    }
    Note {
        sign: "check"
        text: qsTr("The clock is believed.")
        visible: page.facts.sure
        width: parent.width
    }
    Column {
        width: parent.width

        Repeater {
            model: page.facts.rows

            Fact {
                required property string name
                required property bool wrong

                given: !wrong
                label: name
                width: parent.width
            }
        }
    }
    KeyButton {
        primary: !page.facts.sure
        sign: "check"
        text: qsTr("The clock is right")
        width: parent.width

        onClicked: page.facts.confirm()
    }
    KeyButton {
        sign: "clock"
        text: qsTr("Set the clock")
        width: parent.width

        onClicked: page.facts.set()
    }
}
