pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// The desk's window: the steps on the left, what one does in a step on the right.
Window {
    id: window

    required property Desk desk
    required property real pixelsPerMm
    required property real capitalRatio

    function show(): void {
        stage.setSource(Qt.resolvedUrl(desk.page + ".qml"), {
            desk: desk,
            facts: desk.facts
        });
    }

    color: Theme.paper
    height: 800
    minimumHeight: 800
    minimumWidth: 1280
    title: (desk.title === "" ? "" : desk.title + " – ") + qsTr("Voter information desk").replace(/\u00a0/g, " ")
    width: 1280

    Component.onCompleted: show()

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
        value: "desk"
    }
    Connections {
        function onMoved(): void {
            window.show();
        }

        target: window.desk
    }
    Rail {
        id: rail

        desk: window.desk
        height: window.height
        width: Theme.mm(76)
    }
    Loader {
        id: stage

        focus: true
        height: window.height
        width: window.width - x
        x: rail.width
    }
}
