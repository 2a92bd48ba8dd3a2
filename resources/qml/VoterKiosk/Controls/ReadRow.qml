import QtQuick
import VoterKiosk.Theme

// Above a text that is read: how long that takes, the key that has it read aloud (`hearing`), and what it rests on, at
// one touch.
Item {
    id: row

    required property string time // "About 2 minutes to read", or empty
    required property bool sourced
    property alias hearing: place.data
    readonly property bool beside: words.implicitWidth + (sourced ? key.implicitWidth : 0) + place.width + 2 * Theme.gap < width
    readonly property bool paired: !beside && sourced && place.width > 0 && place.width + Theme.gap + key.implicitWidth <= width // both below the words
    readonly property real said: words.visible ? words.contentHeight : 0
    readonly property real below: said > 0 ? said + Theme.gap : 0 // where what has no room beside the words begins

    signal sourcesChosen

    implicitHeight: {
        if (beside)
            return Math.max(said, key.visible ? key.implicitHeight : 0, place.height);
        const keys = paired ? Math.max(place.height, key.implicitHeight) : place.height + (key.visible ? key.implicitHeight : 0) + (place.height > 0 && key.visible ? Theme.gap : 0);
        return keys > 0 ? below + keys : said;
    }
    visible: implicitHeight > 0

    Words {
        id: words

        color: Theme.soft
        text: row.time
        width: row.beside ? implicitWidth : row.width
        y: row.beside ? (row.implicitHeight - contentHeight) / 2 : 0
    }
    Item {
        id: place

        height: childrenRect.height
        width: childrenRect.width
        x: row.beside && words.visible ? words.width + Theme.gap : 0
        y: row.beside ? (row.implicitHeight - height) / 2 : row.below
    }
    KeyButton {
        id: key

        sign: "law"
        text: qsTr("Sources")
        visible: row.sourced
        width: row.beside || row.paired ? implicitWidth : row.width
        x: row.paired || row.beside && (words.visible || place.width > 0) ? row.width - width : 0
        y: row.beside ? (row.implicitHeight - height) / 2 : row.below + (place.height > 0 && !row.paired ? place.height + Theme.gap : 0)

        onClicked: row.sourcesChosen()
    }
}
