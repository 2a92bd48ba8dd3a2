import QtQuick
import VoterKiosk.Theme

// How far something has come: what is being done, a bar, and how much of how much. Where that is not known, no bar.
Item {
    id: progress

    required property string text
    required property string amount
    required property real share // 0 to 1; below 0 where it is not known

    Accessible.name: [text, amount].filter(part => part !== "").join(". ")
    Accessible.role: Accessible.ProgressBar
    implicitHeight: column.implicitHeight

    Column {
        id: column

        spacing: Theme.gap
        width: parent.width

        Words {
            Accessible.ignored: true
            size: Theme.heading
            text: progress.text
            width: parent.width
        }
        Rectangle {
            border.color: Theme.edge
            border.width: Theme.hair
            color: Theme.surface
            height: Theme.mm(8)
            radius: height / 2
            visible: progress.share >= 0
            width: parent.width

            Rectangle {
                color: Theme.accent
                height: parent.height
                radius: height / 2
                width: Math.max(height, parent.width * Math.min(1, progress.share))
            }
        }
        Words {
            Accessible.ignored: true
            color: Theme.soft
            text: progress.amount
            width: parent.width
        }
    }
}
