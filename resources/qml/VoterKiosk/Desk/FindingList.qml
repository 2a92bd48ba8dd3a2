pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Findings, as many as there are.
ListView {
    id: list

    required property QtObject rows
    required property Section facts

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    model: rows
    rightMargin: Theme.mm(4)
    spacing: Theme.mm(2.5)

    ScrollMark.vertical: ScrollMark {}
    delegate: FindingRow {
        width: list.width - list.rightMargin

        onWanted: list.facts.open(path)
    }
}
