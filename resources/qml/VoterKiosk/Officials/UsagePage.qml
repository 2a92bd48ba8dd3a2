pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// How the kiosk was used, as it may be told; exporting it, and ending the campaign.
OfficePage {
    id: page

    required property UsageFacts facts
    readonly property bool done: facts.written !== ""

    title: facts.step === "" ? qsTr("Use in figures") : facts.step === "save" ? qsTr("Where do the figures go?") : facts.step === "end" ? qsTr("Where does the last report go?") : qsTr("End the campaign?")

    Words {
        text: qsTr("One moment …")
        visible: page.facts.asked
        width: parent.width
    }
    Note {
        sign: "check"
        text: page.facts.written.replace(/\n/g, "<br>")
        title: page.facts.step === "sure" ? qsTr("The campaign is ended. The figures were written and wiped from this kiosk.") : qsTr("Written. The stick may be taken out.")
        visible: page.done
        width: parent.width
    }
    Column {
        spacing: Theme.room
        visible: page.facts.step === "" && !page.facts.asked
        width: parent.width

        KeyPair {
            first: qsTr("End the campaign")
            firstSign: "seal"
            second: qsTr("Export")
            secondSign: "take"
            width: parent.width

            onFirstChosen: page.office.go("usage", "end")
            onSecondChosen: page.office.go("usage", "save")
        }
        Column {
            width: parent.width

            Fact {
                given: true
                label: qsTr("Visits up to yesterday")
                value: String(page.facts.visits)
                width: parent.width
            }
            Repeater {
                model: page.facts.rows

                Fact {
                    required property string name

                    given: true
                    label: name
                    width: parent?.width ?? 0
                }
            }
        }
        Words {
            color: Theme.soft
            text: page.facts.withheld
            width: parent.width
        }
    }
    Column {
        spacing: Theme.room
        visible: (page.facts.step === "save" || page.facts.step === "end") && !page.facts.asked && !page.done
        width: parent.width

        Words {
            text: page.facts.step === "save" ? qsTr("The report is written as PDF, Excel, CSV and JSON. Plug a stick in and come back here where none is shown.") : qsTr("Only after it was written and read back are the figures wiped. Plug a stick in and come back here where none is shown.")
            width: parent.width
        }
        PlaceKeys {
            places: page.facts.places
            width: parent.width

            onChosen: path => page.facts.step === "save" ? page.facts.save(path) : page.facts.choose(path)
        }
    }
    Column {
        spacing: Theme.room
        visible: page.facts.step === "sure" && !page.facts.asked && !page.done
        width: parent.width

        Words {
            text: qsTr("Are you sure? The last report goes to “%1”, its fingerprint into the audit log, and the figures are wiped from this kiosk. That cannot be undone.").arg(page.facts.place)
            width: parent.width
        }
        KeyPair {
            first: qsTr("No, go back")
            firstSign: "back"
            second: qsTr("Yes, end it")
            secondSign: "seal"
            width: parent.width

            onFirstChosen: page.office.back()
            onSecondChosen: page.facts.end()
        }
    }
}
