import QtQuick
import VoterKiosk.Theme

// One key of the letter pad: a letter, a digit, or a word in its middle. One that leads nowhere lies flat, its letter thin.
Press {
    id: key

    fill: enabled ? Theme.surface : "transparent"
    raised: enabled
    bottomPadding: Theme.mm(1) + Theme.lip
    leftPadding: Theme.mm(0.5)
    rightPadding: Theme.mm(0.5)
    topPadding: Theme.mm(1) + (down ? Theme.lip : 0)

    contentItem: Item {
        implicitHeight: word.contentHeight
        implicitWidth: word.implicitWidth

        Words {
            id: word

            Accessible.ignored: true
            horizontalAlignment: Text.AlignHCenter
            color: key.enabled ? Theme.ink : Theme.soft
            strong: key.enabled
            text: key.text
            width: parent.width
            y: (parent.height - contentHeight) / 2
        }
    }
}
