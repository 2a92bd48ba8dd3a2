import QtQuick
import VoterKiosk.Theme

// What was typed on the letter pad, as a line on paper; or what to type there.
Rectangle {
    id: line

    required property string typed
    required property string invitation // while nothing is typed

    Accessible.name: (typed === "" ? invitation : qsTr("Typed: %1").arg(typed)).replace(/\u00a0/g, " ")
    Accessible.role: Accessible.StaticText
    border.color: Theme.accent
    border.width: Theme.rule
    color: Theme.surface
    implicitHeight: words.contentHeight + 2 * Theme.mm(2.5)
    radius: Theme.radius

    Words {
        id: words

        Accessible.ignored: true
        color: line.typed === "" ? Theme.soft : Theme.ink
        size: line.typed === "" ? Theme.body : Theme.heading
        strong: line.typed !== ""
        text: line.typed === "" ? line.invitation : line.typed
        width: line.width - 2 * Theme.room
        x: Theme.room
        y: (line.height - contentHeight) / 2
    }
    Rectangle {
        color: Theme.accent
        height: Theme.heading
        visible: line.typed !== ""
        width: Theme.rule
        x: Math.min(line.width - Theme.room, words.x + Math.min(words.contentWidth, words.width) + Theme.mm(1))
        y: (line.height - height) / 2
    }
}
