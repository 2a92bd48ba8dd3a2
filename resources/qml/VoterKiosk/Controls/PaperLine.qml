pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// One name on a practice ballot: drawn over with a finger, or struck with the key beside it. The line keeps the finger:
// nothing scrolls under a stroke.
Item {
    id: line

    required property int number
    required property string honorific
    required property list<string> first // the words of the name
    required property list<string> second // and of the other name, where there are two
    required property string name
    property string mark: "none"
    property string effect: "" // the mark in words, with what it counts as
    property var strokes: []
    property bool live: true // can be marked
    property real keyWidth: 0
    property real grown: 0 // how much higher than it need be
    readonly property bool beside: !live || width - keyWidth - Theme.gap > block.width + prefix.width + Theme.gap
    readonly property real capital: Theme.heading * Theme.capitalRatio
    readonly property real padding: Theme.mm(2)

    signal drawn(points: var, first: var, second: var)
    signal struck

    // The boxes of the words of one printed name, on the pad.
    function boxes(words: Repeater): var {
        const found = [];
        for (let place = 0; place < words.count; place += 1) {
            const word = words.itemAt(place) as Words;
            const at = word.mapToItem(pad, 0, 0);
            const foot = at.y + word.baselineOffset;
            found.push(at.x, foot - capital, at.x + word.width, foot);
        }
        return found;
    }

    implicitHeight: pad.implicitHeight + (beside || !live ? 0 : key.implicitHeight + padding)

    Item {
        id: pad

        readonly property real told: (block.inline ? 0 : prefix.implicitHeight) + block.implicitHeight + effect.implicitHeight

        Accessible.name: (line.number + ". " + line.honorific + " " + [line.name, ...line.second].join(" ") + (line.effect === "" ? "" : ", " + line.effect)).replace(/\u00a0/g, " ")
        Accessible.role: Accessible.StaticText
        height: line.beside ? line.height : line.height - key.implicitHeight - line.padding
        implicitHeight: Math.max(told, line.live && line.beside ? key.implicitHeight : 0) + 2 * line.padding
        width: line.live && line.beside ? line.width - line.keyWidth - Theme.gap : line.width

        Words {
            id: prefix

            Accessible.ignored: true
            size: Theme.heading
            text: line.number + ".\u00a0" + line.honorific + " "
            y: Math.round((pad.height - pad.told) / 2)
        }
        Column {
            id: block

            readonly property bool inline: prefix.implicitWidth + implicitWidth <= pad.width

            x: inline ? prefix.implicitWidth + Theme.mm(1.5) : 0
            y: inline ? prefix.y : prefix.y + prefix.implicitHeight

            Row {
                spacing: Theme.heading * 0.28

                Repeater {
                    id: firstWords

                    model: line.first

                    Words {
                        required property string modelData

                        Accessible.ignored: true
                        size: Theme.heading
                        strong: true
                        text: modelData
                    }
                }
            }
            Row {
                spacing: Theme.heading * 0.28
                visible: line.second.length > 0

                Repeater {
                    id: secondWords

                    model: line.second

                    Words {
                        required property string modelData

                        Accessible.ignored: true
                        size: Theme.heading
                        strong: true
                        text: modelData
                    }
                }
            }
        }
        Words {
            id: effect

            Accessible.ignored: true
            text: line.effect
            width: parent.width - x
            x: block.x
            y: block.y + block.implicitHeight
        }
        Ink {
            id: ink
            anchors.fill: parent
            colour: Theme.pen
            letters: Qt.rect(block.x, block.y + prefix.baselineOffset - line.capital, block.width, line.capital + (line.second.length > 0 ? prefix.lineHeight : 0))
            strokes: line.strokes
            thickness: Theme.mm(1.3)

            Component.onDestruction: leave()
        }
        MouseArea {
            Accessible.ignored: true
            anchors.fill: parent
            enabled: line.live
            preventStealing: true

            onCanceled: ink.lift(1e9)
            onPositionChanged: mouse => ink.draw(mouse.x, mouse.y)
            onPressed: mouse => ink.draw(mouse.x, mouse.y)
            onReleased: {
                const points = ink.lift(Theme.mm(2));
                if (points.length > 0)
                    line.drawn(points, line.boxes(firstWords), line.boxes(secondWords));
            }
        }
    }
    KeyButton {
        id: key

        readonly property string whole: line.honorific + " " + line.name

        Accessible.name: (line.mark === "none" ? qsTr("Strike out %1").arg(whole) : qsTr("Clear the line of %1").arg(whole)).replace(/\u00a0/g, " ")
        sign: line.mark === "none" ? "practice" : "close"
        text: line.mark === "none" ? qsTr("Strike out") : qsTr("Clear")
        visible: line.live
        width: line.beside ? line.keyWidth : line.width
        x: line.width - width
        y: line.beside ? (line.height - height) / 2 : pad.height

        onClicked: line.struck()
    }
}
