pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core

// The practice ballot: choose a paper, mark it, learn what becomes of it. One of three pages, by the facts.
Loader {
    id: page

    required property Session session
    required property PracticeFacts facts

    focus: true
    sourceComponent: facts.stage === "choose" ? choice : facts.stage === "paper" ? paper : verdict

    Component {
        id: choice

        PracticeChoice {
            facts: page.facts
            session: page.session
        }
    }
    Component {
        id: paper

        PracticePaper {
            facts: page.facts
            session: page.session
        }
    }
    Component {
        id: verdict

        PracticeVerdict {
            facts: page.facts
            session: page.session
        }
    }
}
