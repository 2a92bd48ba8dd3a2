pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// What a new source is of: the law, the province, the polling day; then where it is to lie.
Column {
    id: form

    required property SourceFacts facts
    property string era: "2026"
    property string province: ""

    signal done

    spacing: Theme.mm(4)

    Words {
        strong: true
        text: qsTr("Under which law?")
        width: parent.width
    }
    Choices {
        answers: [["2026", qsTr("2026: two levels of councils")], ["2021", qsTr("2021: three levels of councils")]]
        current: [form.era]
        width: parent.width

        onChosen: value => {
            form.era = value;
            form.province = "";
            form.facts.era(value);
        }
    }
    Words {
        strong: true
        text: qsTr("Which province or city?")
        width: parent.width
    }
    Grid {
        id: provinces

        readonly property real cell: Math.floor((form.width - (columns - 1) * columnSpacing) / columns)

        columnSpacing: Theme.mm(2.6)
        columns: 4
        rowSpacing: Theme.mm(2.6)

        Repeater {
            model: form.facts.provinces

            KeyButton {
                required property string code
                required property string name

                choice: true
                chosen: form.province === code
                leftPadding: Theme.mm(3)
                raised: false
                rightPadding: Theme.mm(3)
                sign: chosen ? "check" : ""
                text: name
                width: provinces.cell

                onClicked: form.province = code
            }
        }
    }
    Row {
        spacing: Theme.mm(5)
        width: parent.width

        LineField {
            id: day

            hint: "15/03/2026"
            label: qsTr("Polling day, a Sunday")
            width: (parent.width - parent.spacing) / 2
        }
        LineField {
            id: named

            label: qsTr("Name of its folder")
            start: "bau-cu-" + form.era
            width: day.width
        }
    }
    Flow {
        spacing: Theme.mm(3)
        width: parent.width

        PickKey {
            enabled: form.province !== "" && named.text.trim() !== "" && !form.facts.working
            folder: true
            opacity: enabled ? 1 : 0.45
            primary: true
            sign: "check"
            text: qsTr("Choose where it lies, and make it")

            onPicked: place => form.facts.make(place, named.text, form.era, form.province, day.text)
        }
        KeyButton {
            sign: "back"
            text: qsTr("Back")

            onClicked: form.done()
        }
    }
}
