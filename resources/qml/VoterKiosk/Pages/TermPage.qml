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

    // As long as the page is still being laid out, it is brought onto the screen.
    function come(): void {
        if (wanted !== null)
            reveal(wanted);
    }

    onExtentChanged: soon.restart()
    onLeastChanged: soon.restart()

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

    Timer {
        id: soon

        interval: 0

        onTriggered: page.come()
    }
    Words {
        text: page.facts.context
        width: Math.min(parent.width, Theme.body * 34)
    }
    Words {
        color: Theme.soft
        text: qsTr("Touch a figure for its source.")
        width: parent.width
    }
    Repeater {
        model: page.facts.figures

        FigureLine {
            id: figure

            open: page.facts.opened === figure.name
            width: page.contentWidth

            Component.onCompleted: {
                if (!figure.open)
                    return;
                figure.key.forceActiveFocus(Qt.OtherFocusReason);
                page.wanted = figure;
            }
            onTouched: page.wanted = null
        }
    }
}
