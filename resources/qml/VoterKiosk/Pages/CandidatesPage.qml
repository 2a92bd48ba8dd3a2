pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Everyone on one ballot, in official order, on cards of one size; or why no name is shown.
PageFrame {
    id: page

    required property Session session
    required property CandidatesFacts facts

    kicker: facts.body + " · " + facts.unit
    title: qsTr("List of candidates")
    under: facts.why === "" ? facts.seats : ""
    optional: words.count > 0 ? words.implicitHeight : 0

    foot: KeyButton {
        implicitHeight: visible ? Math.max(Theme.target, Math.ceil(implicitContentHeight) + topPadding + bottomPadding) : 0
        sign: "compare"
        text: qsTr("Compare the whole list")
        visible: page.facts.compare
        width: parent.width

        onClicked: page.session.go("compare", page.facts.key)
    }

    Empty {
        room: page.spare
        sign: "clock"
        text: page.facts.why
        title: qsTr("No name can be shown yet")
        visible: page.facts.why !== ""
        width: parent.width
    }
    Deal {
        id: cards

        least: Theme.body * 24
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), naturalCell * 0.22)
        most: 2
        visible: page.facts.why === ""
        width: parent.width

        Repeater {
            model: page.facts.people

            PersonCard {
                id: card

                framed: page.facts.portraits
                height: cards.cellHeight
                width: cards.cellWidth

                onClicked: page.session.go("candidate", card.key)
            }
        }
    }
    KeyButton {
        sign: "people"
        text: qsTr("Voter meetings of these candidates")
        visible: page.facts.meetings
        width: parent.width

        onClicked: page.session.go("meetings", page.facts.key)
    }
    Door {
        sign: "steps"
        summary: qsTr("Until then: how to vote, step by step")
        title: qsTr("How to vote")
        visible: page.facts.why !== ""
        width: parent.width

        onClicked: page.session.go("steps", "")
    }
    Words {
        text: page.facts.area
        width: parent.width
    }
    TakeKey {
        session: page.session
        subject: "candidates/" + page.facts.key
        visible: page.facts.why === ""
        width: parent.width
    }
    Item {
        height: words.implicitHeight // no height of its own: it stands where it is granted
        visible: page.granted
        width: page.contentWidth

        WordKeys {
            id: words

            rows: page.facts.words
            session: page.session
            width: parent.width
        }
    }
    Foot {
        source: page.facts.source
        width: parent.width
    }
}
