pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// Where one is on a way of several steps: done is filled, here is thick, what is ahead is empty.
Item {
    id: way

    required property QtObject marks
    required property string text

    Accessible.ignored: text === "" // the page says it in words of its own
    Accessible.name: text.replace(/\u00a0/g, " ")
    Accessible.role: Accessible.StaticText
    implicitHeight: Theme.mm(5)

    Row {
        id: row

        readonly property real share: (width - (steps.count - 1) * spacing) / Math.max(1, steps.count)

        spacing: Theme.mm(2)
        width: parent.width

        Repeater {
            id: steps

            model: way.marks

            Rectangle {
                id: mark

                required property string standing
                readonly property bool here: standing === "here"

                border.color: standing === "ahead" ? Theme.edge : Theme.accent
                border.width: Theme.hair
                color: standing === "ahead" ? "transparent" : Theme.accent
                height: Theme.mm(here ? 5 : 2.4)
                opacity: standing === "done" ? 0.55 : 1
                radius: height / 2
                width: row.share
                y: (way.height - height) / 2
            }
        }
    }
}
