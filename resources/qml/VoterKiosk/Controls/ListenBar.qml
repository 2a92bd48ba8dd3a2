pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import VoterKiosk.Core
import VoterKiosk.Theme

// While somebody listens, above the strip: stop and go on, again, the thing before and after, slower and faster, softer
// and louder. Where all of it would take too much of the screen, how it sounds is on a second leaf. Where nothing is
// heard, it says why.
Rectangle {
    id: bar

    required property Listening voice
    required property real room // how high the page and the bar are together
    property bool sounding: false // the second leaf
    readonly property bool held: voice.held !== ""
    readonly property bool leaved: !held && heightOf(8) > room * 0.36
    readonly property int count: leaved ? 5 : 8
    readonly property int gap: Theme.breadth < 160 ? Theme.mm(2.7) : Theme.gap
    readonly property int side: Theme.breadth < 160 ? Theme.mm(2.7) : Theme.mm(4)
    readonly property int columns: columnsOf(count)
    readonly property bool flat: flatIn(columns)
    readonly property real longest: {
        let most = 0;
        for (const words of [stopKey.text, againKey.text, previousKey.text, nextKey.text, slowerKey.text, fasterKey.text, softerKey.text, louderKey.text].concat(leaved ? [leafKey.text] : []))
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

    function columnsOf(count: int): int {
        const plans = count === 8 ? [4, 2] : [5, 3, 2];
        for (const columns of plans)
            if (longestWord() + 2 * Theme.mm(1) <= breadth(columns))
                return columns;
        return plans[plans.length - 1];
    }

    function longestWord(): real {
        let most = 0;
        for (const key of [stopKey, againKey, previousKey, nextKey, slowerKey, fasterKey, softerKey, louderKey, leafKey])
            for (const word of key.text.split(" "))
                most = Math.max(most, measured(word));
        return most;
    }

    // How high the bar is with so many keys, about.
    function heightOf(count: int): real {
        const columns = columnsOf(count);
        const rows = Math.ceil(count / columns);
        const lines = flatIn(columns) ? 1 : Math.ceil(longest / Math.max(1, breadth(columns) - 2 * Theme.mm(1)));
        const key = Math.max(Theme.target, Theme.body * (lines * Theme.boldPitch + (flatIn(columns) ? 0 : 1.7)) + Theme.mm(7) + Theme.lip);
        return rows * (key + gap) - gap + 2 * side;
    }

    color: Theme.pressed
    implicitHeight: (held ? why.implicitHeight : keys.implicitHeight) + 2 * side
    visible: voice.on

    onVisibleChanged: sounding = false

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

        sign: bar.voice.held === "headphones" ? "headphones" : "warning"
        text: bar.voice.held === "headphones" ? qsTr("Pages about candidates are read through headphones only, so that nobody campaigns aloud in this room. Please plug in headphones, or ask the staff for them.") : bar.voice.held === "no-voice" ? qsTr("This kiosk has no voice for this language.") : qsTr("This kiosk has no sound. Please ask the staff, who can read to you.")
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

            first: true
            primary: true
            sign: bar.voice.speaking ? "stop" : "play"
            text: bar.voice.speaking ? qsTr("Stop") : qsTr("Go on")

            onClicked: bar.voice.toggle()
        }
        ListenKey {
            id: againKey

            first: true
            sign: "again"
            text: qsTr("Again")

            onClicked: bar.voice.again()
        }
        ListenKey {
            id: previousKey

            first: true
            sign: "up"
            text: qsTr("Previous item")

            onClicked: bar.voice.previous()
        }
        ListenKey {
            id: nextKey

            first: true
            sign: "down"
            text: qsTr("Next item")

            onClicked: bar.voice.next()
        }
        ListenKey {
            id: slowerKey

            description: qsTr("Speed: %1 percent").arg(bar.voice.pace)
            sign: "slower"
            text: qsTr("Slower")

            onClicked: bar.voice.slower()
        }
        ListenKey {
            id: fasterKey

            description: qsTr("Speed: %1 percent").arg(bar.voice.pace)
            sign: "faster"
            text: qsTr("Faster")

            onClicked: bar.voice.faster()
        }
        ListenKey {
            id: softerKey

            description: qsTr("Loudness: %1 percent").arg(bar.voice.loudness)
            sign: "softer"
            text: qsTr("Softer")

            onClicked: bar.voice.softer()
        }
        ListenKey {
            id: louderKey

            description: qsTr("Loudness: %1 percent").arg(bar.voice.loudness)
            sign: "louder"
            text: qsTr("Louder")

            onClicked: bar.voice.louder()
        }
        ListenKey {
            id: leafKey

            sign: bar.sounding ? "back" : "listen"
            text: bar.sounding ? qsTr("Back") : qsTr("Sound")
            visible: bar.leaved

            onClicked: bar.sounding = !bar.sounding
        }
    }

    component ListenKey: KeyButton {
        property bool first: false

        Layout.fillHeight: true
        Layout.fillWidth: true
        Layout.minimumHeight: implicitHeight // the grid shares its height out and rounds down
        stacked: !bar.flat
        visible: !bar.leaved || first !== bar.sounding
    }
}
