pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Which ballot to practise on, each as its coloured paper; or all of them, one after the other.
PageFrame {
    id: page

    required property Session session
    required property PracticeFacts facts

    kicker: qsTr("Practice ballot (sample)")
    title: qsTr("Choose a ballot to practise on")
    under: qsTr("You are not voting here, and the kiosk keeps nothing.")

    KeyButton {
        primary: true
        sign: "practice"
        text: qsTr("Practise on all of them, one after the other")
        visible: page.facts.series !== ""
        width: parent.width

        onClicked: page.session.go("practice", page.facts.series)
    }
    Deal {
        id: cards

        least: Theme.body * (page.landscape ? 19 : 40)
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), naturalCell * 0.9)
        most: page.landscape ? 3 : 1
        width: parent.width

        Repeater {
            model: page.facts.papers

            BallotSlot {
                id: slot

                required property string key
                required property string body
                required property string seatsLine
                required property string example

                height: cards.cellHeight
                name: body
                roomy: true
                seats: seatsLine + (example === "" ? "" : "\n" + example)
                width: cards.cellWidth

                onClicked: page.session.go("practice", slot.key)
            }
        }
    }
    Note {
        text: qsTr("All names on the practice ballots are invented. Nobody who stands for election has such a name here.")
        width: parent.width
    }
}
