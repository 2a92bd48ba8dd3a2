import QtQuick
import VoterKiosk.Theme

// A way on: a sign, a title, and a line that says what is behind it.
Card {
    id: door

    required property string title
    required property string summary
    required property string sign
    property string kicker: ""
    property int size: Theme.heading // of the title

    centred: true
    description: [kicker, summary].filter(part => part !== "").join(". ")
    leftPadding: Theme.room + (sign === "" ? 0 : size * 1.3 + Theme.gap)
    text: title

    Icon {
        colour: Theme.accent
        name: door.sign
        parent: door.contentItem
        size: door.size * 1.3
        visible: door.sign !== ""
        x: -width - Theme.gap
        y: (parent.height - height) / 2
    }
    Words {
        Accessible.ignored: true
        color: Theme.accent
        strong: true
        text: door.kicker
        width: parent.width
    }
    Words {
        Accessible.ignored: true
        heading: true
        size: door.size
        text: door.title
        width: parent.width
    }
    Words {
        Accessible.ignored: true
        color: Theme.soft
        text: door.summary
        width: parent.width
    }
}
