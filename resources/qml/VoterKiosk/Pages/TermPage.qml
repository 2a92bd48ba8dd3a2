pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// One term: its day, what was particular, and every figure; a figure shows what it rests on at a touch. Who comes from
// a chart or a headline finds the figure open.
PageFrame {
    id: page

    required property Session session
    required property TermFacts facts
    property Item wanted: null // the figure that one came for, until another is touched

    function show(line: FigureLine): void {
        line.key.forceActiveFocus(Qt.OtherFocusReason);
        wanted = line;
    }

    // As long as the page is still being laid out, it is brought onto the screen.
    function come(): void {
        if (wanted !== null)
            reveal(wanted);
    }

    kicker: qsTr("The National Assembly") + " · " + facts.years
    title: facts.title
    under: facts.day

    onExtentChanged: soon.restart()
    onLeastChanged: soon.restart()

    foot: Neighbours {
        next: page.facts.nextTitle
        previous: page.facts.previousTitle
        width: parent.width

        onNextChosen: page.session.beside("term", page.facts.next)
        onPreviousChosen: page.session.beside("term", page.facts.previous)
    }

    Timer {
        id: soon

        interval: 0

        onTriggered: page.come()
    }
    Words {
        text: page.facts.context
        width: Math.min(parent.width, Theme.body * 44)
    }
    Words {
        color: Theme.soft
        text: qsTr("Touch a figure for its source.")
        width: parent.width
    }
    FigureGroup {
        opened: page.facts.opened
        rows: page.facts.election
        title: qsTr("The election")
        width: parent.width

        onFound: line => page.show(line as FigureLine)
        onTouched: page.wanted = null
    }
    FigureGroup {
        opened: page.facts.opened
        rows: page.facts.vote
        title: qsTr("The vote")
        width: parent.width

        onFound: line => page.show(line as FigureLine)
        onTouched: page.wanted = null
    }
    FigureGroup {
        opened: page.facts.opened
        rows: page.facts.deputies
        title: qsTr("The deputies")
        width: parent.width

        onFound: line => page.show(line as FigureLine)
        onTouched: page.wanted = null
    }
    TakeKey {
        session: page.session
        subject: "term/" + page.facts.number
        width: parent.width
    }
}
