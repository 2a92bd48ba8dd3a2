pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// What a check found (kiosk/preview/findings.py), one under the other, to be read and opened.
ListView {
    id: list

    required property QtObject rows
    required property string openWord

    signal opened(path: string)

    boundsBehavior: Flickable.StopAtBounds
    clip: true
    bottomMargin: Theme.margin
    model: rows
    spacing: Theme.gap

    delegate: FoundCard {
        openWord: list.openWord
        width: list.width - Theme.margin // beside the bar

        onOpened: list.opened(path)
    }

    Rectangle {
        color: Theme.edge
        height: Math.max(Theme.mm(6), list.visibleArea.heightRatio * list.height)
        parent: list
        radius: width / 2
        visible: list.visibleArea.heightRatio < 1
        width: Theme.mm(1.2)
        x: list.width - width - Theme.mm(1)
        y: list.visibleArea.yPosition * list.height
    }
}
