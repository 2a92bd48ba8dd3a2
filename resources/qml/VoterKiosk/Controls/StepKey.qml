import QtQuick
import VoterKiosk.Theme

// One step of the way, to be touched: its number and what to do in it.
Press {
    id: key

    required property int number
    required property string standing
    required property string title
    readonly property bool here: standing === "here"

    choice: true
    chosen: here
    fill: here ? Theme.surface : "transparent"
    raised: here
    text: number + ". " + title

    contentItem: Item {
        implicitHeight: Math.ceil(Math.max(words.contentHeight, place.contentHeight))

        Words {
            id: place

            Accessible.ignored: true
            color: Theme.accent
            heading: true
            text: key.number
            width: Theme.body * 1.6
            y: (parent.height - contentHeight) / 2
        }
        Words {
            id: words

            Accessible.ignored: true
            strong: key.here
            text: key.title
            width: parent.width - x
            x: place.width
            y: (parent.height - contentHeight) / 2
        }
    }
}
