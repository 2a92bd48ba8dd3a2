import QtQuick
import VoterKiosk.Theme

// A page in two halves, one of them shown.
Item {
    id: halves

    required property string first
    required property string second
    required property bool onSecond

    signal chosen(second: bool)

    implicitHeight: Math.max(one.implicitHeight, two.implicitHeight)

    KeyButton {
        id: one

        choice: true
        chosen: !halves.onSecond
        height: halves.height
        sign: chosen ? "check" : ""
        text: halves.first
        width: (halves.width - Theme.gap) / 2

        onClicked: halves.chosen(false)
    }
    KeyButton {
        id: two

        choice: true
        chosen: halves.onSecond
        height: halves.height
        sign: chosen ? "check" : ""
        text: halves.second
        width: one.width
        x: one.width + Theme.gap

        onClicked: halves.chosen(true)
    }
}
