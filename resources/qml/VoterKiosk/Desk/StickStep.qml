pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Step 6: the bundle onto a stick, read back from it and compared.
StepPage {
    id: page

    required property StickFacts facts

    needsSource: false
    section: facts
    title: qsTr("Write to a stick")
    under: qsTr("The file bears its name only once it was read back from the stick and is the same to the bit.")

    Note {
        sign: facts.bundle === "" ? "about" : "file"
        text: facts.bundle === "" ? qsTr("There is no bundle yet: sign one in step 5, or choose a file.") : facts.bundle
        title: qsTr("The bundle")
        width: parent.width

        readonly property StickFacts facts: page.facts
    }
    PickKey {
        enabled: !page.facts.working
        kinds: [qsTr("Bundle") + " (*.vkb)"]
        sign: "search"
        text: qsTr("Choose another bundle")

        onPicked: place => page.facts.chooseBundle(place)
    }
    Words {
        heading: true
        size: Theme.heading
        text: qsTr("Which stick?")
        width: parent.width
    }
    Words {
        color: Theme.soft
        text: sticks.count === 0 ? qsTr("No stick is plugged in. It is found by itself within seconds.") : ""
        width: parent.width
    }
    Repeater {
        id: sticks

        model: page.facts.sticks

        KeyButton {
            required property string path
            required property string device
            required property string name
            required property string about
            required property bool writable

            enabled: writable && page.facts.bundle !== "" && !page.facts.working
            opacity: enabled ? 1 : 0.45
            primary: writable
            sign: writable ? "stick" : "locked"
            text: qsTr("Write to %1: %2").arg(name).arg(about)
            width: parent.width

            onClicked: page.facts.write(path, device)
        }
    }
    PickKey {
        enabled: page.facts.bundle !== "" && !page.facts.working
        folder: true
        opacity: enabled ? 1 : 0.45
        sign: "folder"
        text: qsTr("Write to another folder")

        onPicked: place => page.facts.writeTo(place)
    }
    FactList {
        rows: page.facts.written
        width: parent.width
    }
}
