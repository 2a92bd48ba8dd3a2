pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Comparing with the posted list, for whoever inspects: no PIN, and nothing of it is kept.
PageFrame {
    id: page

    required property Session session
    required property PostedFacts facts

    kicker: facts.choosing ? qsTr("About this information") : [facts.ballot, facts.place].filter(part => part !== "").join(" · ")
    title: facts.choosing ? qsTr("Compare with the posted list") : facts.title
    under: facts.choosing ? [qsTr("Choose a ballot"), facts.position].filter(part => part !== "").join(" · ") : ""

    foot: PostedTurns {
        facts: page.facts
        width: parent.width
    }

    PostedSheet {
        facts: page.facts
        turning: false
        width: parent.width

        onChosen: subject => page.session.go("posted", subject)
    }
}
