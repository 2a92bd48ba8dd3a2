pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// What a source says of itself, to be filled in.
Panel {
    id: form

    required property SourceFacts facts
    property int turn: 0 // the fields are read anew

    function entry(name: string, turn: int): string {
        return facts.entry(name);
    }

    padding: Theme.mm(5)

    component Entry: LineField {
        required property string entry

        start: form.entry(entry, form.turn)
        width: Math.floor((form.width - 2 * form.padding - Theme.mm(5)) / 2)

        onEdited: text => form.facts.put(entry, text)
    }

    Connections {
        function onChanged(): void {
            form.turn += 1;
        }

        target: form.facts
    }
    Words {
        heading: true
        size: Theme.heading
        text: qsTr("What citizens and officials read of it")
        width: parent.width
    }
    Row {
        spacing: Theme.mm(5)
        width: parent.width

        Entry {
            entry: "title.vi"
            label: qsTr("The election's name, in Vietnamese")
        }
        Entry {
            entry: "title.en"
            label: qsTr("The election's name, in English")
        }
    }
    Row {
        spacing: Theme.mm(5)
        width: parent.width

        Entry {
            entry: "publisher.vi"
            label: qsTr("The committee that publishes, in Vietnamese")
        }
        Entry {
            entry: "publisher.en"
            label: qsTr("The committee that publishes, in English")
        }
    }
    Row {
        spacing: Theme.mm(5)
        width: parent.width

        Entry {
            entry: "province.vi"
            label: qsTr("Province or city, in Vietnamese")
        }
        Entry {
            entry: "province.en"
            label: qsTr("Province or city, in English")
        }
    }
    Row {
        spacing: Theme.mm(5)
        width: parent.width

        Entry {
            entry: "polling_day"
            label: qsTr("Polling day, a Sunday")
        }
        Entry {
            entry: "approval.office"
            label: qsTr("The office that approved the content")
        }
    }
    Row {
        spacing: Theme.mm(5)
        width: parent.width

        Entry {
            entry: "approval.document"
            label: qsTr("By which document")
        }
        Entry {
            entry: "approval.date"
            hint: "20/02/2026"
            label: qsTr("Of which day")
        }
    }
    Words {
        strong: true
        text: qsTr("The lists of candidates")
        width: parent.width
    }
    Repeater {
        model: form.facts.bodies

        Column {
            id: body

            required property string key
            required property string name
            required property string fate

            spacing: Theme.mm(1.5)
            width: parent.width

            Words {
                text: body.name
                width: parent.width
            }
            Choices {
                answers: [["posted", qsTr("Posted: shown")], ["not-published", qsTr("Not posted yet")], ["out", qsTr("Not in this bundle")]]
                current: [body.fate]
                width: parent.width

                onChosen: value => form.facts.body(body.key, value)
            }
        }
    }
    Words {
        strong: true
        text: qsTr("Is this for trying out?")
        width: parent.width
    }
    Choices {
        answers: [["true", qsTr("Sample: every screen says so")], ["false", qsTr("The real one: everything is approved")]]
        current: [form.entry("sample", form.turn)]
        width: parent.width

        onChosen: value => {
            form.facts.put("sample", value);
            form.turn += 1;
        }
    }
    KeyButton {
        enabled: !form.facts.working
        primary: true
        sign: "check"
        text: qsTr("Write it down")

        onClicked: form.facts.save()
    }
}
