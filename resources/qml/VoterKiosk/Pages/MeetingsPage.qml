pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls

// Where candidates meet voters, soonest first.
PageFrame {
    id: page

    required property Session session
    required property MeetingsFacts facts

    title: qsTr("Voter meetings")

    Words {
        text: qsTr("Candidates present their action programmes and voters speak. The meetings end when campaigning ends, 24 hours before voting begins.")
        width: parent.width
    }
    Repeater {
        model: page.facts.meetings

        Meeting {
            width: page.contentWidth
        }
    }
}
