pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Step 2: documents as they came, read into the source.
StepPage {
    id: page

    required property IntakeFacts facts

    onward: qsTr("Next: check")
    section: facts
    title: qsTr("Documents in")
    under: qsTr("Choose what came in. The files themselves are never changed; with an error nothing is written.")

    component Way: Panel {
        id: way

        required property string name
        required property string about
        required property string sign
        required property string ask
        property bool folder: false
        property bool many: false
        property var kinds: []

        signal picked(place: url)
        signal pickedAll(places: list<url>)

        height: ways.tallest
        width: (ways.width - 2 * ways.spacing) / 3

        Words {
            heading: true
            size: Theme.heading
            text: way.name
            width: parent.width
        }
        Words {
            text: way.about
            width: parent.width
        }
        PickKey {
            enabled: !page.facts.working
            folder: way.folder
            kinds: way.kinds
            many: way.many
            sign: way.sign
            text: way.ask
            width: parent.width

            onPicked: place => way.picked(place)
            onPickedAll: places => way.pickedAll(places)
        }
    }

    Row {
        id: ways

        readonly property real tallest: Math.max(book.implicitHeight, lists.implicitHeight, people.implicitHeight)

        spacing: Theme.mm(4)
        width: parent.width

        Way {
            id: book

            about: qsTr("The form that “new” made, filled in by a ward or a department.")
            ask: qsTr("Choose a workbook")
            kinds: [qsTr("Excel workbook") + " (*.xlsx)"]
            name: qsTr("Workbook")
            sign: "file"

            onPicked: place => page.facts.workbook(place)
        }
        Way {
            id: lists

            about: qsTr("Official lists of candidates, in Word, Excel or CSV.")
            ask: qsTr("Choose lists")
            kinds: [qsTr("Lists") + " (*.docx *.xlsx *.csv)"]
            many: true
            name: qsTr("Official lists")
            sign: "ballot"

            onPickedAll: places => page.facts.lists(places)
        }
        Way {
            id: people

            about: qsTr("Biographies, programmes and photographs of the candidates.")
            ask: qsTr("Choose a folder")
            folder: true
            name: qsTr("Folder of dossiers")
            sign: "people"

            onPicked: place => page.facts.dossiers(place)
        }
    }
    Words {
        heading: true
        size: Theme.heading
        text: page.facts.heading
        width: parent.width
    }
    Note {
        sign: "warning"
        text: qsTr("A copy with the wrong cells marked lies beside the workbook: mend these cells, then read it in again.")
        visible: page.facts.marked !== ""
        width: parent.width
    }
    KeyButton {
        primary: true
        sign: "file"
        text: qsTr("Open the marked copy")
        visible: page.facts.marked !== ""

        onClicked: page.facts.open(page.facts.marked)
    }
    FactList {
        rows: page.facts.rows
        width: parent.width
    }
    Repeater {
        model: page.facts.found

        FindingRow {
            width: parent.width

            onWanted: page.facts.open(path)
        }
    }
    LineList {
        rows: page.facts.files
        width: parent.width
    }
}
