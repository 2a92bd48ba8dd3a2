import QtQuick
import VoterKiosk.Theme

// A touchable piece of paper with whatever a page lays on it. `text` is its name for a screen reader.
Press {
    id: card

    default property alias content: inside.data
    property bool arrow: true
    property bool centred: false
    property int inset: Theme.room // above and below

    bottomPadding: inset + Theme.lip
    rightPadding: Theme.room + (arrow ? Theme.body * 1.3 + Theme.gap : 0)
    topPadding: inset + (down ? Theme.lip : 0)

    contentItem: Item {
        implicitHeight: inside.implicitHeight
        implicitWidth: inside.implicitWidth

        Column {
            id: inside

            spacing: Theme.mm(1.5)
            width: parent.width
            y: card.centred ? Math.max(0, (parent.height - implicitHeight) / 2) : 0
        }
        Icon {
            colour: Theme.accent
            name: "next"
            visible: card.arrow
            x: parent.width + Theme.gap
            y: (parent.height - height) / 2
        }
    }
}
