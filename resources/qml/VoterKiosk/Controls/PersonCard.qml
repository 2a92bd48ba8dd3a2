import QtQuick
import VoterKiosk.Theme

// One person of a list: the same frame, the same lines for everybody, however long.
Card {
    id: card

    required property string key
    required property int number
    required property string name
    required property string born
    required property string work
    required property string portrait
    required property string struck
    property bool framed: true // whether this ballot has pictures
    readonly property int side: Math.min(Theme.mm(30), width * 0.24)

    centred: true
    description: [struck, born, work].filter(part => part !== "").join(". ")
    leftPadding: Theme.gap
    text: number + ". " + name

    Item {
        implicitHeight: Math.max(lines.implicitHeight, frame.visible ? frame.height : 0)
        width: parent.width

        Portrait {
            id: frame

            Accessible.ignored: true
            name: card.name
            source: card.portrait
            visible: card.framed
            width: card.side
            y: parent.height > height * 2 ? 0 : (parent.height - height) / 2 // beside the name, not lost halfway down
        }
        Words {
            id: place

            Accessible.ignored: true
            color: Theme.accent
            heading: true
            horizontalAlignment: Text.AlignRight
            size: Theme.heading
            text: card.number + "."
            width: Math.max(implicitWidth, Theme.heading * 1.3)
            x: frame.visible ? frame.width + Theme.gap : 0
            y: lines.y
        }
        Column {
            id: lines

            spacing: Theme.mm(0.5)
            width: parent.width - x
            x: place.x + place.width + Theme.body * 0.4
            y: (parent.height - implicitHeight) / 2

            Words {
                Accessible.ignored: true
                font.strikeout: card.struck !== ""
                heading: true
                size: Theme.heading
                text: card.name
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                color: Theme.accent
                strong: true
                text: card.struck
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                text: card.born
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                color: Theme.soft
                text: card.work
                width: parent.width
            }
        }
    }
}
