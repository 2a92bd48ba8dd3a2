pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// The entrance to past elections: figures that stand out, and what can be looked at over the terms; or the terms in a
// table, a line a term.
PageFrame {
    id: page

    required property Session session
    required property HistoryFacts facts

    kicker: facts.inTable ? qsTr("Past elections") : qsTr("The National Assembly, term by term")
    title: facts.inTable ? qsTr("Every term in figures") : qsTr("Past elections")

    Deal {
        id: large

        full: true
        least: Theme.body * 17
        visible: !page.facts.inTable && headlines.count > 0
        width: parent.width

        Repeater {
            id: headlines

            model: page.facts.inTable ? null : page.facts.headlines

            Headline {
                id: headline

                required property string screen
                required property string subject

                height: large.cellHeight
                inset: Theme.gap
                width: large.cellWidth

                onClicked: page.session.go(headline.screen, headline.subject)
            }
        }
    }
    Words {
        heading: true
        size: Theme.heading
        text: page.facts.inTable ? "" : qsTr("What would you like to see over the terms %1?").arg(page.facts.span)
        topPadding: Theme.gap
        width: parent.width
    }
    Deal {
        id: ways

        full: true
        least: Theme.body * 13
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), naturalCell * 0.6)
        most: page.landscape ? 4 : 2
        visible: !page.facts.inTable
        width: parent.width

        Repeater {
            model: page.facts.inTable ? null : page.facts.measures

            Door {
                id: door

                required property string subject

                height: ways.cellHeight
                inset: Theme.gap
                sign: ""
                width: ways.cellWidth

                onClicked: page.session.go("chart", door.subject)
            }
        }
        Door {
            height: ways.cellHeight
            inset: Theme.gap
            sign: ""
            summary: qsTr("Days, deputies, turnout")
            title: qsTr("Every term in figures")
            width: ways.cellWidth

            onClicked: page.session.go("history", "terms")
        }
    }
    TermHead {
        visible: beside && page.facts.inTable
        width: parent.width
    }
    Repeater {
        model: page.facts.inTable ? page.facts.terms : null

        TermLine {
            id: line

            width: page.contentWidth

            onClicked: page.session.go("term", line.subject)
        }
    }
}
