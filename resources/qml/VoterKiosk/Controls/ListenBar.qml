pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import VoterKiosk.Core
import VoterKiosk.Theme

// While somebody listens, above the strip: stop and go on, again, the thing before and after, slower and faster, softer
// and louder. Where all of it would take too much of the screen, two at a time, and a key for the others; the words stand
// alone then. Where nothing is heard, it says why.
Rectangle {
    id: bar

    required property Listening voice
    required property real room // how high the page and the bar are together
    property int leaf: 0 // which two are shown, where not all of them are
    readonly property bool held: voice.held !== ""
    readonly property bool leaved: height8 > room * 0.36
    readonly property int gap: Theme.breadth < 160 ? Theme.mm(2.7) : Theme.gap
    readonly property int side: Theme.breadth < 160 ? Theme.mm(2.7) : Theme.mm(4)
    readonly property int columns: leaved ? 3 : longestWord() + 2 * Theme.mm(1) <= breadth(4) ? 4 : 2
    readonly property bool flat: !leaved && flatIn(columns)
    readonly property real height8: {
        const columns = longestWord() + 2 * Theme.mm(1) <= breadth(4) ? 4 : 2;
        const lines = flatIn(columns) ? 1 : Math.ceil(longest / Math.max(1, breadth(columns) - 2 * Theme.mm(1)));
        const key = Math.max(Theme.target, Theme.body * (lines * Theme.boldPitch + (flatIn(columns) ? 0 : 1.7)) + Theme.mm(7) + Theme.lip);
        return 8 / columns * (key + gap) - gap + 2 * side;
    }
    readonly property real longest: {
        let most = 0;
        for (const words of [stopKey.text, againKey.text, previousKey.text, nextKey.text, slowerKey.text, fasterKey.text, softerKey.text, louderKey.text, leafKey.text])
            most = Math.max(most, measured(words));
        return most;
    }

    // How wide words are, in pixels.
    function measured(words: string): real {
        return metrics.advanceWidth(words) * Theme.body / 100 + 1;
    }

    function breadth(columns: int): real {
        return Math.floor((width - 2 * side - (columns - 1) * gap) / columns);
    }

    // Whether sign and words stand beside each other in so many columns.
    function flatIn(columns: int): bool {
        return longest + Theme.body * 1.3 + Theme.gap + 2 * Theme.room <= breadth(columns);
    }

    function longestWord(): real {
        let most = 0;
        for (const key of [stopKey, againKey, previousKey, nextKey, slowerKey, fasterKey, softerKey, louderKey, leafKey])
            for (const word of key.text.split(" "))
                most = Math.max(most, measured(word));
        return most;
    }

    color: Theme.pressed
    implicitHeight: (held ? why.implicitHeight : keys.implicitHeight) + 2 * side
    visible: voice.on

    onVisibleChanged: leaf = 0

    FontMetrics {
        id: metrics

        font.family: Theme.family
        font.pixelSize: 100 // as a measure: asked by a function, it could not tell that the text size has changed
        font.weight: Font.Bold
    }
    Rectangle {
        color: Theme.edge
        height: Theme.hair
        width: bar.width
    }
    Note {
        id: why

        sign: bar.voice.held === "headphones" || bar.voice.held === "quiet" ? "headphones" : "warning"
        text: bar.voice.held === "headphones" ? qsTr("Pages about candidates are read through headphones only, so that nobody campaigns aloud in this room. Please plug in headphones, or ask the staff for them.") : bar.voice.held === "quiet" ? qsTr("This kiosk is heard through headphones only. Please plug in headphones, or ask the staff for them.") : bar.voice.held === "no-voice" ? qsTr("This kiosk has no voice for this language.") : qsTr("This kiosk has no sound. Please ask the staff, who can read to you.")
        title: qsTr("Nothing can be heard here")
        visible: bar.held
        width: bar.width - 2 * bar.side
        x: bar.side
        y: bar.side
    }
    GridLayout {
        id: keys

        columnSpacing: bar.gap
        columns: bar.columns
        rowSpacing: bar.gap
        uniformCellHeights: true
        uniformCellWidths: true
        visible: !bar.held
        width: bar.width - 2 * bar.side
        x: bar.side
        y: bar.side

        ListenKey {
            id: stopKey

            of: 0
            primary: true
            drawing: bar.voice.speaking ? "stop" : "play"
            text: bar.voice.speaking ? qsTr("Stop") : qsTr("Go on")

            onClicked: bar.voice.toggle()
        }
        ListenKey {
            id: againKey

            of: 0
            drawing: "again"
            text: qsTr("Again")

            onClicked: bar.voice.again()
        }
        ListenKey {
            id: previousKey

            of: 1
            drawing: "up"
            text: qsTr("Previous")

            onClicked: bar.voice.previous()
        }
        ListenKey {
            id: nextKey

            of: 1
            drawing: "down"
            text: qsTr("Next")

            onClicked: bar.voice.next()
        }
        ListenKey {
            id: slowerKey

            of: 2
            description: qsTr("Speed: %1 percent").arg(bar.voice.pace)
            drawing: "slower"
            text: qsTr("Slower")

            onClicked: bar.voice.slower()
        }
        ListenKey {
            id: fasterKey

            of: 2
            description: qsTr("Speed: %1 percent").arg(bar.voice.pace)
            drawing: "faster"
            text: qsTr("Faster")

            onClicked: bar.voice.faster()
        }
        ListenKey {
            id: softerKey

            of: 3
            description: qsTr("Loudness: %1 percent").arg(bar.voice.loudness)
            drawing: "softer"
            text: qsTr("Softer")

            onClicked: bar.voice.softer()
        }
        ListenKey {
            id: louderKey

            of: 3
            description: qsTr("Loudness: %1 percent").arg(bar.voice.loudness)
            drawing: "louder"
            text: qsTr("Louder")

            onClicked: bar.voice.louder()
        }
        ListenKey {
            id: leafKey

            of: bar.leaf
            text: qsTr("Others")
            visible: bar.leaved

            onClicked: bar.leaf = (bar.leaf + 1) % 4
        }
    }

    component ListenKey: KeyButton {
        required property int of // its leaf
        property string drawing: ""

        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.minimumHeight: implicitHeight // the grid shares its height out and rounds down
        sign: bar.leaved ? "" : drawing
        stacked: !bar.flat
        visible: !bar.leaved || of === bar.leaf
    }
}
