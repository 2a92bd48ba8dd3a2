import QtQuick
import VoterKiosk.Theme

// A key with a sign and a word: beside each other, or the sign above where the key is one of the strip's.
Press {
    id: button

    property string sign: ""
    property bool signAfter: false
    property bool stacked: false
    property int size: Theme.body

    leftPadding: stacked ? Theme.mm(0.8) : Theme.room
    rightPadding: leftPadding

    contentItem: Item {
        implicitHeight: button.stacked ? stackedSign.height + word.contentHeight : Math.max(word.contentHeight, stackedSign.height)
        implicitWidth: button.stacked ? Math.max(word.implicitWidth, stackedSign.width) : word.implicitWidth + (button.sign === "" ? 0 : stackedSign.width + Theme.gap)

        Icon {
            id: stackedSign

            colour: button.inkColour
            name: button.sign
            size: button.size * (button.stacked ? 1.7 : 1.3)
            visible: button.sign !== ""
            width: button.sign === "" ? 0 : size // not by `visible`: a hidden key measures as a shown one
            height: width
            x: button.stacked ? (parent.width - width) / 2 : button.signAfter ? parent.width - width : 0
            y: button.stacked ? Math.max(0, (parent.height - height - word.contentHeight) / 2) : (parent.height - height) / 2
        }
        Words {
            id: word

            Accessible.ignored: true
            color: button.inkColour
            horizontalAlignment: button.stacked ? Text.AlignHCenter : Text.AlignLeft
            size: button.size
            strong: true
            text: button.text
            width: button.stacked ? parent.width : parent.width - x - (button.sign !== "" && button.signAfter ? stackedSign.width + Theme.gap : 0)
            x: button.stacked || button.sign === "" || button.signAfter ? 0 : stackedSign.width + Theme.gap
            y: button.stacked ? stackedSign.y + stackedSign.height : (parent.height - contentHeight) / 2
        }
    }
}
