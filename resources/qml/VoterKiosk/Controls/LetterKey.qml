import QtQuick
import VoterKiosk.Theme

// One key of the letter pad: a letter, a digit, or a word in its middle. A letter that leads nowhere lies flat.
Press {
    id: key

    property int size: Theme.body

    bottomPadding: Theme.mm(1) + Theme.lip
    fill: enabled ? Theme.surface : "transparent"
    inkColour: enabled ? Theme.ink : Theme.soft
    leftPadding: Theme.mm(0.5)
    raised: enabled
    rightPadding: Theme.mm(0.5)
    topPadding: Theme.mm(1) + (down ? Theme.lip : 0)

    contentItem: Item {
        implicitHeight: word.contentHeight
        implicitWidth: word.implicitWidth

        Words {
            id: word

            Accessible.ignored: true
            color: key.inkColour
            horizontalAlignment: Text.AlignHCenter
            size: key.size
            strong: key.enabled
            text: key.text
            width: parent.width
            y: (parent.height - contentHeight) / 2
        }
    }
}
