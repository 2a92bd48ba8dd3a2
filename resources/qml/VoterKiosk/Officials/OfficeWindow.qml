pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// The officials' side: lies over the citizen's screen, which stays as it was.
FocusScope {
    id: window

    required property Office office

    signal unloaded(page: string)

    function show(): void {
        if (!office.open)
            stage.setSource("");
        else if (office.page !== "")
            stage.setSource(Qt.resolvedUrl(office.page + ".qml"), {
                office: office,
                facts: office.facts
            });
        else
            stage.setSource(Qt.resolvedUrl("PinPage.qml"), {
                office: office
            });
        if (office.open && stage.status === Loader.Error)
            unloaded(office.page);
    }

    focus: visible
    visible: office.open

    onVisibleChanged: {
        if (visible)
            forceActiveFocus();
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    Connections {
        function onMoved(): void {
            window.show();
        }

        function onOpened(): void {
            if (!window.office.entered)
                window.show();
        }

        target: window.office
    }
    Loader {
        id: stage

        anchors.fill: parent
        focus: true
    }
}
