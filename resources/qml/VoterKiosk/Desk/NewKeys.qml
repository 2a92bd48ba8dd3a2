pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// The committee's keys, made once.
Panel {
    id: form

    required property SignFacts facts
    property int threshold: 2
    property int spare: 1

    signal done

    Words {
        heading: true
        size: Theme.heading
        text: qsTr("New keys")
        width: parent.width
    }
    Words {
        text: qsTr("How many officials must sign?")
        width: parent.width
    }
    Choices {
        answers: [["1", qsTr("1: for trying out")], ["2", qsTr("2 officials")], ["3", qsTr("3 officials")]]
        current: [String(form.threshold)]
        width: parent.width

        onChosen: value => form.threshold = Number(value)
    }
    Words {
        text: qsTr("One key more than must sign? Then one may be lost.")
        width: parent.width
    }
    Choices {
        answers: [["1", qsTr("Yes, one to spare")], ["0", qsTr("No")]]
        current: [String(form.spare)]
        width: parent.width

        onChosen: value => form.spare = Number(value)
    }
    Row {
        spacing: Theme.mm(5)
        width: parent.width

        LineField {
            id: named

            label: qsTr("Name of their folder")
            start: "khoa"
            width: (parent.width - 2 * parent.spacing) / 3
        }
        LineField {
            id: first

            hint: qsTr("8 characters or more")
            label: qsTr("New passphrase")
            secret: true
            width: named.width
        }
        LineField {
            id: second

            label: qsTr("The same once more")
            secret: true
            width: named.width
        }
    }
    Flow {
        spacing: Theme.mm(3)
        width: parent.width

        PickKey {
            enabled: first.text !== "" && named.text.trim() !== "" && !form.facts.working
            folder: true
            opacity: enabled ? 1 : 0.45
            primary: true
            sign: "key"
            text: qsTr("Choose where they lie, and make them")

            onPicked: place => {
                form.facts.makeKeys(place, named.text, form.threshold, form.threshold + form.spare, first.text, second.text);
                first.clear();
                second.clear();
                form.done();
            }
        }
        KeyButton {
            sign: "back"
            text: qsTr("Back")

            onClicked: form.done()
        }
    }
}
