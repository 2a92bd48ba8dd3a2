import QtQuick
import VoterKiosk.Theme

// Above a text that is read: how long that takes, and what it rests on, at one touch. Between them the listen key will
// have its place (`hearing`).
Item {
    id: row

    required property string time // "About 2 minutes to read", or empty
    required property bool sourced
    property alias hearing: place.data
    readonly property bool beside: words.implicitWidth + (sourced ? key.implicitWidth : 0) + place.width + 2 * Theme.gap < width

    signal sourcesChosen

    implicitHeight: beside ? Math.max(words.contentHeight, key.visible ? key.implicitHeight : 0, place.height) : words.contentHeight + (key.visible ? key.implicitHeight + Theme.gap : 0) + (place.height > 0 ? place.height + Theme.gap : 0)

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
        x: row.beside ? words.width + Theme.gap : 0
        y: row.beside ? 0 : words.contentHeight + Theme.gap
    }
    KeyButton {
        id: key

        sign: "law"
        text: qsTr("Sources")
        visible: row.sourced
        width: row.beside ? implicitWidth : row.width
        x: row.time === "" ? 0 : row.width - width
        y: row.beside ? (row.implicitHeight - height) / 2 : words.contentHeight + Theme.gap + (place.height > 0 ? place.height + Theme.gap : 0)

        onClicked: row.sourcesChosen()
    }
}
