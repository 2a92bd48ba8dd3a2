pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// The window: the watermark, the page, the strip, and what may lie over them.
Window {
    id: window

    required property Session session
    required property real pixelsPerMm
    required property real capitalRatio
    readonly property bool portrait: height >= width
    readonly property bool veiled: session.asking || session.fault // nothing below can be reached, by key or finger

    function show(): void {
        stage.setSource(Qt.resolvedUrl("Pages/" + session.page + ".qml"), {
            session: session,
            facts: session.facts
        });
        stage.forceActiveFocus(); // at the page's heading a screen reader begins
    }

    color: Theme.paper
    title: qsTr("Voter information").replace(/\u00a0/g, " ") // a screen reader says it

    Component.onCompleted: show()
    onVeiledChanged: {
        if (!veiled)
            stage.forceActiveFocus(Qt.ShortcutFocusReason); // back to where one was, and seen there
    }

    Binding {
        property: "pixelsPerMm"
        target: Theme
        value: window.pixelsPerMm
    }
    Binding {
        property: "breadth"
        target: Theme
        value: Math.min(window.width, window.height) / window.pixelsPerMm
    }
    Binding {
        property: "capitalRatio"
        target: Theme
        value: window.capitalRatio
    }
    Binding {
        property: "textSize"
        target: Theme
        value: window.session.textSize
    }
    Binding {
        property: "contrast"
        target: Theme
        value: window.session.contrast
    }
    Connections {
        function onMoved(): void {
            strip.open = "";
            window.show();
        }

        target: window.session
    }
    Loader {
        id: stage

        enabled: !window.veiled && strip.open === "" // what lies under a tray has no focus
        focus: true
        height: (window.portrait ? strip.y : window.height) - y
        width: window.portrait ? window.width : strip.x
        y: band.visible ? band.height : 0
    }
    Tray {
        id: tray

        enabled: !window.veiled
        open: strip.open
        room: stage.height
        session: window.session
        width: stage.width
        y: stage.y + stage.height - height

        onClosed: strip.open = ""
    }
    Band { // read after the page and what lies over it
        id: band

        assumedTime: window.session.assumedTime
        sample: window.session.sample
        width: window.width
    }
    Strip {
        id: strip

        enabled: !window.veiled
        height: window.portrait ? implicitHeight : window.height - y
        room: window.height - stage.y
        session: window.session
        span: window.width
        upright: window.portrait
        width: window.portrait ? window.width : implicitWidth
        x: window.width - width
        y: window.portrait ? window.height - implicitHeight : stage.y
    }
    StillThere {
        anchors.fill: parent
        session: window.session
    }
    CallStaff {
        anchors.fill: parent
        session: window.session
    }
}
