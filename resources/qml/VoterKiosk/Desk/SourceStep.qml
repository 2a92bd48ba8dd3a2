pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Step 1: a source is opened or made, and says what it is.
StepPage {
    id: page

    required property SourceFacts facts
    property bool making: false

    needsSource: false
    onward: facts.opened ? qsTr("Next: documents in") : ""
    section: facts
    title: facts.opened ? facts.name || qsTr("Source") : making ? qsTr("A new source") : qsTr("Source")
    under: facts.opened ? qsTr("Fill in what is missing, then read the documents in.") : making ? "" : qsTr("The folder in which the committee's documents lie, before a bundle is made of them.")

    Row {
        spacing: Theme.mm(5)
        visible: !page.facts.opened && !page.making
        width: parent.width

        Panel {
            id: opening

            height: Math.max(implicitHeight, beginning.implicitHeight)
            width: (parent.width - parent.spacing) / 2

            Words {
                heading: true
                size: Theme.heading
                text: qsTr("There is one already")
                width: parent.width
            }
            Words {
                text: qsTr("Open the folder that holds bundle.toml.")
                width: parent.width
            }
            PickKey {
                folder: true
                primary: true
                sign: "search"
                text: qsTr("Open a source")

                onPicked: place => page.facts.choose(place)
            }
        }
        Panel {
            id: beginning

            height: opening.height
            width: opening.width

            Words {
                heading: true
                size: Theme.heading
                text: qsTr("Begin a new one")
                width: parent.width
            }
            Words {
                text: qsTr("With an empty workbook and explained files.")
                width: parent.width
            }
            KeyButton {
                sign: "file"
                text: qsTr("Make a new source")

                onClicked: {
                    page.making = true;
                    page.facts.era("2026");
                }
            }
        }
    }
    Column {
        spacing: Theme.mm(2.5)
        visible: !page.facts.opened && !page.making && recent.count > 0
        width: parent.width

        Words {
            heading: true
            size: Theme.heading
            text: qsTr("Worked on lately")
            width: parent.width
        }
        Repeater {
            id: recent

            model: page.facts.recent

            KeyButton {
                id: lately

                required property string name
                required property string path

                description: path
                sign: "folder"
                text: name + "   (" + path + ")"
                width: parent.width

                onClicked: page.facts.take(path)
            }
        }
    }
    NewSource {
        facts: page.facts
        visible: page.making && !page.facts.opened
        width: parent.width

        onDone: page.making = false
    }
    FactList {
        rows: page.facts.rows
        visible: page.facts.opened
        width: parent.width
    }
    Flow {
        spacing: Theme.mm(3)
        visible: page.facts.opened
        width: parent.width

        KeyButton {
            enabled: page.facts.fillable
            sign: "file"
            text: qsTr("Fill in the workbook")
            visible: page.facts.fillable

            onClicked: page.facts.fill()
        }
        KeyButton {
            sign: "folder"
            text: qsTr("Open the folder")

            onClicked: page.facts.look_into("")
        }
        KeyButton {
            sign: "close"
            text: qsTr("Close this source")

            onClicked: {
                page.making = false;
                page.facts.leave();
            }
        }
    }
    SourceForm {
        facts: page.facts
        visible: page.facts.opened
        width: parent.width
    }
}
