pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// A film and its keys: the picture, the subtitle below it as real text, how far it has come. It never starts by itself.
Grid {
    id: panel

    required property Session session
    required property string title
    required property string detail
    required property url file
    required property url still
    required property real ratio
    required property int seconds
    required property bool sound
    required property list<var> cues
    property int start: 0 // where to begin, in milliseconds
    property bool subtitled: cues.length > 0
    property real tallest: 1e6 // the picture's height with what stands below it, at most
    property bool beside: false // the keys stand beside the picture
    readonly property alias film: film
    readonly property string standing: film.standing
    readonly property bool broken: standing === "broken"
    readonly property bool playing: standing === "playing"
    readonly property string action: playing ? qsTr("Pause") : standing === "ended" ? qsTr("Watch again") : standing === "paused" ? qsTr("Play on") : qsTr("Play")
    readonly property real rest: Math.max(0, seconds - film.position / 1000)

    signal reached(position: int)

    function toggle(): void {
        if (playing)
            film.pause();
        else
            film.play();
    }

    function clock(seconds: int): string {
        const left = seconds % 60;
        return Math.floor(seconds / 60) + ":" + (left < 10 ? "0" : "") + left;
    }

    columnSpacing: Theme.wide
    columns: beside ? 2 : 1
    rowSpacing: Theme.room

    Component.onDestruction: film.leave()
    onPlayingChanged: session.watch(playing ? rest + 1 : 0)

    Connections {
        function onFailed(): void {
            film.pause();
        }
        function onHushed(): void {
            film.pause();
        }
        function onIdled(): void {
            if (panel.session.asking)
                film.pause();
        }

        target: panel.session
    }
    Column {
        id: seen

        spacing: Theme.gap
        width: panel.beside ? panel.width - keys.width - panel.columnSpacing : panel.width

        Rectangle {
            id: screen

            readonly property real below: panel.beside ? captions.height + progress.height + 2 * seen.spacing : 0
            readonly property real tall: Math.max(panel.tallest - below, Math.min(Theme.mm(70), panel.tallest * 0.5))
            readonly property real wide: Math.min(seen.width, tall / Math.max(0.1, panel.ratio))

            Accessible.name: qsTr("Picture of the film").replace(/\u00a0/g, " ")
            Accessible.role: Accessible.Graphic
            border.color: Theme.edge
            border.width: Theme.hair
            color: Theme.surface
            height: Math.round(wide * panel.ratio)
            visible: !panel.broken
            width: wide
            x: (seen.width - width) / 2

            Image {
                Accessible.ignored: true
                anchors.fill: parent
                anchors.margins: Theme.hair
                source: panel.still
            }
            Film {
                id: film

                anchors.fill: parent
                anchors.margins: Theme.hair
                cues: panel.cues
                file: panel.file
                loudness: panel.session.loudness
                seconds: panel.seconds
                sound: panel.sound

                Component.onCompleted: position = panel.start
                onMoved: panel.reached(position)
            }
            PlaySign {
                anchors.centerIn: parent
                visible: panel.standing === "ready"
                width: Math.min(Theme.mm(24), parent.height * 0.3)
            }
            // The picture itself may be touched as well: the same as the key that has its name.
            Press {
                Accessible.ignored: true
                anchors.fill: parent
                background: null
                contentItem: null
                focusPolicy: Qt.NoFocus
                raised: false
                text: panel.action

                onClicked: panel.toggle()
            }
        }
        Note {
            sign: "warning"
            text: qsTr("The same stands in words right below.")
            title: qsTr("This film cannot be opened.")
            visible: panel.broken
            width: parent.width
        }
        Rectangle {
            id: captions

            readonly property bool shown: panel.subtitled && panel.cues.length > 0 && !panel.broken

            border.color: Theme.edge
            border.width: film.caption === "" ? 0 : Theme.hair
            color: film.caption === "" ? "transparent" : Theme.surface
            height: !shown ? 0 : longest.implicitHeight + 2 * Theme.mm(2.5)
            radius: Theme.radius
            visible: shown
            width: parent.width

            // As high as the longest subtitle: nothing on the page moves while it is read.
            Item {
                id: longest

                implicitHeight: {
                    let most = 0;
                    for (let place = 0; place < lines.count; place += 1)
                        most = Math.max(most, (lines.itemAt(place) as Words)?.contentHeight ?? 0);
                    return most;
                }
                visible: false
                width: caption.width

                Repeater {
                    id: lines

                    model: panel.cues.filter((_, place) => place % 3 === 2)

                    Words {
                        required property string modelData

                        Accessible.ignored: true
                        strong: true
                        text: modelData
                        width: caption.width
                    }
                }
            }
            Words {
                id: caption

                anchors.centerIn: parent
                horizontalAlignment: Text.AlignHCenter
                strong: true
                text: film.caption
                width: parent.width - 2 * Theme.room
            }
        }
        Item {
            id: progress

            height: Math.max(Theme.mm(3), time.contentHeight)
            visible: !panel.broken
            width: parent.width

            Rectangle {
                Accessible.ignored: true
                border.color: Theme.edge
                border.width: Theme.hair
                color: Theme.surface
                height: Theme.mm(3)
                radius: height / 2
                width: parent.width - time.width - Theme.gap
                y: (parent.height - height) / 2

                Rectangle {
                    color: Theme.accent
                    height: parent.height
                    radius: height / 2
                    width: Math.max(height, parent.width * Math.min(1, film.position / 1000 / Math.max(1, panel.seconds)))
                }
            }
            Words {
                id: time

                anchors.right: parent.right
                text: panel.clock(Math.round(film.position / 1000)) + " / " + panel.clock(panel.seconds)
                width: implicitWidth
            }
        }
    }
    Column {
        id: keys

        spacing: Theme.gap
        visible: !panel.broken
        width: panel.beside ? Math.min(panel.width * 0.42, Theme.body * 15) : panel.width

        KeyButton {
            primary: true
            sign: panel.playing ? "pause" : "play"
            text: panel.action
            width: parent.width

            onClicked: panel.toggle()
        }
        Grid {
            id: more

            readonly property bool paired: !panel.beside && width > Theme.body * 20
            readonly property real share: paired ? (width - spacing) / 2 : width

            columns: paired ? 2 : 1
            spacing: Theme.gap
            width: parent.width

            KeyButton {
                sign: "earlier"
                text: qsTr("Back 10 seconds")
                width: more.share

                onClicked: panel.skip(-10000)
            }
            KeyButton {
                sign: "later"
                text: qsTr("On 10 seconds")
                width: more.share

                onClicked: panel.skip(10000)
            }
            KeyButton {
                sign: "again"
                text: qsTr("From the beginning")
                width: more.share

                onClicked: panel.skip(-panel.seconds * 1000)
            }
            KeyButton {
                sign: "subtitles"
                text: panel.subtitled ? qsTr("Hide subtitles") : qsTr("Show subtitles")
                visible: panel.cues.length > 0
                width: more.share

                onClicked: panel.subtitled = !panel.subtitled
            }
        }
        Words {
            color: Theme.soft
            text: panel.beside ? panel.detail : ""
            width: parent.width
        }
    }

    function skip(milliseconds: int): void {
        film.step(milliseconds);
        if (playing)
            session.watch(rest + 1);
    }
}
