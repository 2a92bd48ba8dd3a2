import QtQuick
import VoterKiosk.Theme

// To the one before and the one after; a side with no neighbour stays empty.
Item {
    id: neighbours

    required property string previous
    required property string next
    property bool plain: false // going on is one way among others

    signal previousChosen
    signal nextChosen

    implicitHeight: Math.max(previous === "" ? 0 : left.implicitHeight, next === "" ? 0 : right.implicitHeight)

    KeyButton {
        id: left

        height: neighbours.height
        sign: "back"
        text: neighbours.previous
        visible: text !== ""
        width: (neighbours.width - Theme.gap) / 2

        onClicked: neighbours.previousChosen()
    }
    KeyButton {
        id: right

        height: neighbours.height
        primary: !neighbours.plain
        sign: "next"
        signAfter: true
        text: neighbours.next
        visible: text !== ""
        width: left.width
        x: left.width + Theme.gap

        onClicked: neighbours.nextChosen()
    }
}
