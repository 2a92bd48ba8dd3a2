pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Step 5: who vouches for it. By one person with every key, or by several, each with his own.
StepPage {
    id: page

    required property SignFacts facts
    property bool making: false

    needsSource: false // an official may have the draft alone
    onward: qsTr("Next: stick")
    section: facts
    title: qsTr("Sign")
    under: qsTr("A kiosk shows only what was signed with the keys it was set up with.")

    FactList {
        rows: page.facts.keyRows
        visible: page.facts.keys !== ""
        width: parent.width
    }
    Note {
        sign: "key"
        text: qsTr("Open the folder in which the committee's keys lie. The first time, make them here: kiosks are set up with its root.json.")
        title: qsTr("The keys")
        visible: page.facts.keys === "" && !page.making
        width: parent.width
    }
    Flow {
        spacing: Theme.mm(3)
        visible: !page.making
        width: parent.width

        PickKey {
            enabled: !page.facts.working
            folder: true
            sign: "key"
            text: page.facts.keys === "" ? qsTr("Open the folder of the keys") : qsTr("Other keys")

            onPicked: place => page.facts.chooseKeys(place)
        }
        KeyButton {
            sign: "key"
            text: qsTr("Make keys for the first time")
            visible: page.facts.keys === ""

            onClicked: page.making = true
        }
        PickKey {
            folder: true
            sign: "stick"
            text: qsTr("Back up the keys: choose two sticks, one after the other")
            visible: page.facts.keys !== ""

            onPicked: place => page.facts.backUp(place)
        }
    }
    NewKeys {
        facts: page.facts
        visible: page.making && page.facts.keys === ""
        width: parent.width

        onDone: page.making = false
    }
    Choices {
        answers: [["one", qsTr("One person has all keys")], ["several", qsTr("Each official signs with his own")]]
        current: [page.facts.byOne ? "one" : "several"]
        visible: !page.making
        width: parent.width

        onChosen: value => page.facts.by(value === "one")
    }
    Panel {
        visible: page.facts.byOne && page.facts.keys !== "" && page.desk.opened
        width: parent.width

        LineField {
            id: all

            label: qsTr("Passphrase of the keys")
            secret: true
            width: Math.min(parent.width, Theme.mm(130))

            onEntered: build.click()
        }
        KeyButton {
            id: build

            enabled: !page.facts.working
            primary: true
            sign: "seal"
            text: qsTr("Make the bundle and sign it")

            onClicked: {
                page.facts.build(all.text);
                all.clear();
            }
        }
    }
    Panel {
        visible: !page.facts.byOne && !page.making
        width: parent.width

        Words {
            heading: true
            size: Theme.heading
            text: qsTr("1. The draft")
            width: parent.width
        }
        Flow {
            spacing: Theme.mm(3)
            width: parent.width

            KeyButton {
                enabled: !page.facts.working
                sign: "file"
                text: qsTr("Make a draft")
                visible: page.desk.opened && page.facts.keys !== ""

                onClicked: page.facts.makeDraft()
            }
            PickKey {
                enabled: !page.facts.working
                folder: true
                sign: "search"
                text: qsTr("Open a draft")

                onPicked: place => page.facts.chooseDraft(place)
            }
        }
        FactList {
            rows: page.facts.draftRows
            width: parent.width
        }
        Words {
            text: page.facts.draftPath === "" ? "" : page.facts.against === "" ? qsTr("No bundle was given out before: all of it is new. See it in the preview.") : qsTr("What changes against %1:").arg(page.facts.against)
            width: parent.width
        }
        LineList {
            rows: page.facts.changes
            width: parent.width
        }
        PickKey {
            kinds: [qsTr("Bundle") + " (*.vkb)"]
            sign: "compare"
            text: qsTr("Compare with another bundle")
            visible: page.facts.draftPath !== ""

            onPicked: place => page.facts.choosePrevious(place)
        }
    }
    Panel {
        visible: !page.facts.byOne && page.facts.draftPath !== "" && !page.facts.complete
        width: parent.width

        Words {
            heading: true
            size: Theme.heading
            text: qsTr("2. Each official signs")
            width: parent.width
        }
        Words {
            text: qsTr("Read the changes, compare the fingerprint with the others, then sign with your own key.")
            width: parent.width
        }
        PickKey {
            kinds: [qsTr("Key file") + " (*.pem)"]
            sign: "key"
            text: page.facts.key === "" ? qsTr("Choose my key file") : page.facts.key

            onPicked: place => page.facts.chooseKey(place)
        }
        LineField {
            id: own

            label: qsTr("Passphrase of my key")
            secret: true
            width: Math.min(parent.width, Theme.mm(130))

            onEntered: signing.click()
        }
        KeyButton {
            id: signing

            enabled: page.facts.key !== "" && !page.facts.working
            opacity: enabled ? 1 : 0.45
            primary: true
            sign: "seal"
            text: qsTr("I have read the changes: sign")

            onClicked: {
                page.facts.sign(own.text);
                own.clear();
            }
        }
    }
    Panel {
        visible: !page.facts.byOne && page.facts.complete
        width: parent.width

        Words {
            heading: true
            size: Theme.heading
            text: qsTr("3. The bundle")
            width: parent.width
        }
        Words {
            text: qsTr("Enough officials have signed. The desk adds its own signature.")
            width: parent.width
        }
        LineField {
            id: desks

            label: qsTr("Passphrase of the desk's keys")
            secret: true
            width: Math.min(parent.width, Theme.mm(130))

            onEntered: assembling.click()
        }
        KeyButton {
            id: assembling

            enabled: page.facts.keys !== "" && !page.facts.working
            opacity: enabled ? 1 : 0.45
            primary: true
            sign: "seal"
            text: qsTr("Put the bundle together")

            onClicked: {
                page.facts.assemble(desks.text);
                desks.clear();
            }
        }
    }
    FactList {
        rows: page.facts.builtRows
        width: parent.width
    }
}
