pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

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
    Deal {
        id: meetings

        least: Theme.body * 22
        most: 2
        width: parent.width

        Repeater {
            model: page.facts.meetings

            Meeting {
                height: meetings.columns > 1 ? meetings.cellHeight : implicitHeight
                width: meetings.cellWidth
            }
        }
    }
}
