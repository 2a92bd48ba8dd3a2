pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// One measure over the terms of the Assembly: what it means, what the marks stand for, the chart, and what it does not
// say; each term opens.
PageFrame {
    id: page

    required property Session session
    required property ChartFacts facts

    kicker: qsTr("Past elections")
    title: facts.title

    foot: Neighbours {
        readonly property bool titled: page.width > Theme.body * 24

        next: page.facts.next === "" ? "" : titled ? page.facts.nextTitle : qsTr("Next chart")
        plain: true
        previous: page.facts.previous === "" ? "" : titled ? page.facts.previousTitle : qsTr("Previous chart")
        width: parent.width

        onNextChosen: page.session.beside("chart", page.facts.next)
        onPreviousChosen: page.session.beside("chart", page.facts.previous)
    }

    Words {
        text: [page.facts.meaning, page.facts.beginning].filter(part => part !== "").join(" ")
        width: parent.width
    }
    Column {
        spacing: Theme.mm(1)
        visible: signs.count > 0
        width: parent.width

        Repeater {
            id: signs

            model: page.facts.signs

            Sign {
                width: page.contentWidth
            }
        }
    }
    Loader {
        height: implicitHeight + Math.max(0, Math.min(page.spare, page.landscape ? implicitHeight * 2 : implicitHeight * 0.6))
        width: parent.width

        sourceComponent: Chart {
            landscape: page.landscape
            most: page.facts.most
            names: page.facts.names
            rows: page.facts.rows
            stretches: page.facts.stretches
            tickLabels: page.facts.tickLabels
            ticks: page.facts.ticks
            unit: page.facts.unit
            values: page.facts.values

            onChosen: subject => page.session.go("term", subject)
        }
    }
    Words {
        text: [page.facts.limits, page.facts.apart, qsTr("Touch a term for its figures and their sources.")].filter(part => part !== "").join(" ")
        width: parent.width
    }
}
