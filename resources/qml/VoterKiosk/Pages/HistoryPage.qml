pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls

// The terms of the National Assembly, a line a term; each opens.
PageFrame {
    id: page

    required property Session session
    required property HistoryFacts facts

    kicker: qsTr("The National Assembly, term by term")
    title: qsTr("Past elections")

    TermHead {
        width: parent.width
    }
    Repeater {
        model: page.facts.terms

        TermLine {
            id: line

            width: page.contentWidth

            onClicked: page.session.go("term", line.subject)
        }
    }
}
