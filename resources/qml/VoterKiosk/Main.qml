pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Officials
import VoterKiosk.Theme

// The window: the watermark, the page, the strip, and what may lie over them.
Window {
    id: window

    required property Session session
    required property Office office
    required property real pixelsPerMm
    required property real capitalRatio
    required property real reachMm // how much of the upright screen, from below, everybody can reach; 0 is all of it
    readonly property Listening voice: session.voice as Listening
    readonly property bool portrait: height >= width
    property string shown: "" // which place the page is of
    readonly property real within: Math.max(reachMm * pixelsPerMm, height * 0.4) // less would be no page
    readonly property bool reachable: portrait && reachMm > 0 && within < height * 0.95
    readonly property bool lowered: reachable && session.reach && session.screen !== "attract" // that one is touched anywhere
    readonly property real ceiling: lowered ? Math.max(height - within, band.height) : 0 // what is touched stays below
    readonly property real top: band.visible ? band.height : 0
    readonly property bool veiled: session.asking || session.fault || office.open // nothing below can be reached, by key or finger

    function show(): void {
        const place = session.screen + "/" + session.subject;
        const kept = place === shown && outside(activeFocusItem); // the language was turned from the strip: she stays there
        shown = place;
        stage.setSource(Qt.resolvedUrl("Pages/" + session.page + ".qml"), {
            session: session,
            facts: session.facts
        });
        if (stage.status === Loader.Error)
            session.unloaded(session.page);
        if (!kept)
            stage.forceActiveFocus(); // at the page's heading a screen reader begins
    }

    // Whether something beside the page has the focus.
    function outside(item: Item): bool {
        let at = item;
        while (at !== null && at !== stage)
            at = at.parent;
        return item !== null && at === null;
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
        value: window.office.open ? "usual" : window.session.textSize
    }
    Binding {
        property: "contrast"
        target: Theme
        value: window.office.open ? "usual" : window.session.contrast
    }
    Binding {
        property: "lift"
        target: Theme
        value: window.lowered && !window.office.open ? stage.y - window.top : 0
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
        height: (window.portrait ? strip.y : window.height) - (bar.visible ? bar.height : 0) - y
        width: window.portrait ? window.width : strip.x
        y: window.lowered ? window.ceiling : window.top
    }
    Rectangle {
        color: Theme.edge // parts what is touched from what is read
        height: Theme.hair
        visible: window.lowered
        width: window.width
        y: stage.y
    }
    Tray {
        id: tray

        crowded: strip.crowded
        enabled: !window.veiled
        open: strip.open
        reachable: window.reachable
        room: stage.height
        session: window.session
        width: stage.width
        y: stage.y + stage.height - height

        onAsked: question => strip.open = question
        onClosed: strip.open = ""
        onDarkened: {
            strip.open = "";
            window.voice.darken();
        }
    }
    ListenBar {
        id: bar

        enabled: !window.veiled
        height: implicitHeight
        room: (window.portrait ? strip.y : window.height) - stage.y
        voice: window.voice
        width: stage.width
        y: stage.y + stage.height
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
        voice: window.voice
        width: window.portrait ? window.width : implicitWidth
        x: window.width - width
        y: window.portrait ? window.height - implicitHeight : stage.y
    }
    Follow {
        voice: window.voice
    }
    OfficeWindow {
        anchors.fill: parent
        anchors.topMargin: window.top
        office: window.office

        onUnloaded: page => window.session.unloaded(page)
    }
    Knock {
        height: Theme.mm(20)
        seconds: window.office.knockSeconds
        width: Theme.mm(20)
        x: window.office.knockCorner.endsWith("right") ? window.width - width : 0
        y: window.office.knockCorner.startsWith("bottom") ? window.height - height : 0

        onMade: window.office.knock()
    }
    StillThere {
        anchors.fill: parent
        ceiling: window.ceiling
        session: window.session
    }
    Darkness {
        anchors.fill: parent
        session: window.session
        voice: window.voice
    }
    CallStaff {
        anchors.fill: parent
        ceiling: window.ceiling
        session: window.session
    }
    Ring {} // placed by kiosk/hands.py as soon as a key or a switch is used
}
