pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls

// How the kiosk stands.
OfficePage {
    id: page

    required property StatusFacts facts

    title: qsTr("How the kiosk stands")

    Note {
        sign: "warning"
        text: page.facts.broken
        visible: text !== ""
        width: parent.width
    }
    Note {
        sign: "warning"
        text: page.facts.rotten
        visible: text !== ""
        width: parent.width
    }
    Words {
        text: qsTr("One moment …")
        visible: page.facts.asked
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
}
