pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// One term: its day, what was particular, and every figure with its base, its note and its source.
PageFrame {
    id: page

    required property Session session
    required property TermFacts facts

    kicker: qsTr("The National Assembly") + " · " + facts.years
    title: facts.title
    under: facts.day

    foot: Neighbours {
        next: page.facts.nextTitle
        previous: page.facts.previousTitle
        width: parent.width

        onNextChosen: page.session.beside("term", page.facts.next)
        onPreviousChosen: page.session.beside("term", page.facts.previous)
    }

    Words {
        text: page.facts.context
        width: Math.min(parent.width, Theme.body * 34)
    }
    Repeater {
        model: page.facts.figures

        FigureLine {
            width: page.contentWidth
        }
    }
}
