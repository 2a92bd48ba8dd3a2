pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// Findings (kiosk/findings.py), as many as there are, to be read and opened.
ListView {
    id: list

    required property QtObject rows

    signal opened(path: string)

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    model: rows
    rightMargin: Theme.mm(4)
    spacing: Theme.mm(2.5)

    ScrollMark.vertical: ScrollMark {}
    delegate: FindingRow {
        width: list.width - list.rightMargin

        onWanted: list.opened(path)
    }
}
