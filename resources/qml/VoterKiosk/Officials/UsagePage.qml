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
    readonly property string step: facts.asked || done ? "" : facts.step === "" ? "counts" : facts.step

    title: facts.step === "" ? qsTr("Use in figures") : facts.step === "save" ? qsTr("Where do the figures go?") : facts.step === "end" ? qsTr("Where does the last report go?") : qsTr("End the campaign?")

    Words {
        size: Theme.heading
        text: page.facts.asked ? qsTr("One moment …") : ""
        width: parent.width
    }
    Note {
        large: true
        sign: "check"
        text: page.facts.written.replace(/\n/g, "<br>")
        title: page.facts.step === "sure" ? qsTr("The campaign is ended. The figures were written and wiped from this kiosk.") : qsTr("Written. The stick may be taken out.")
        visible: page.done
        width: parent.width
    }

    // The figures
    BigKeys {
        doors: [["take", qsTr("Export"), qsTr("PDF, Excel, CSV and JSON, up to yesterday")], ["finish", qsTr("End the campaign"), qsTr("The last report, then the figures are wiped")]]
        spare: page.facts.counted ? 0 : page.spare
        visible: page.step === "counts"
        width: parent.width

        onChosen: place => page.office.go("usage", place === 0 ? "save" : "end")
    }
    Note {
        sign: "history"
        text: page.facts.withheld
        title: page.facts.counted ? qsTr("%n visits up to yesterday", "", page.facts.visits) : qsTr("Up to yesterday there is no number large enough to be given.")
        visible: page.step === "counts"
        width: parent.width
    }
    Repeater {
        model: page.step === "counts" ? page.facts.groups : null

        Column {
            id: group

            required property string title
            required property list<string> names
            required property list<string> values
            required property list<string> shares

            width: page.contentWidth

            Words {
                bottomPadding: Theme.mm(2)
                heading: true
                size: Theme.heading
                text: group.title
                width: parent.width
            }
            Repeater {
                model: group.names.length

                CountLine {
                    required property int index

                    name: group.names[index]
                    share: Number(group.shares[index])
                    value: group.values[index]
                    width: group.width
                }
            }
        }
    }

    // Where to
    Words {
        size: Theme.heading
        text: page.step === "save" ? qsTr("The report is written as PDF, Excel, CSV and JSON.") : page.step === "end" ? qsTr("Only after it was written and read back are the figures wiped.") : ""
        width: parent.width
    }
    PlaceKeys {
        places: page.facts.places
        spare: page.spare
        visible: page.step === "save" || page.step === "end"
        width: parent.width

        onChosen: path => page.step === "save" ? page.facts.save(path) : page.facts.choose(path)
    }
    Note {
        sign: "question"
        text: qsTr("Plug it in, then touch Back and come here again.")
        title: qsTr("No stick to be seen?")
        visible: page.step === "save" || page.step === "end"
        width: parent.width
    }

    // Once more
    Words {
        size: Theme.heading
        text: page.step === "sure" ? qsTr("Are you sure? The last report goes to “%1”, its fingerprint into the audit log, and the figures are wiped from this kiosk. That cannot be undone.").arg(page.facts.place) : ""
        width: parent.width
    }
    BigKeys {
        doors: [["back", qsTr("No, go back"), qsTr("Nothing is changed")], ["finish", qsTr("Yes, end it"), qsTr("Export, seal, wipe")]]
        spare: page.spare
        visible: page.step === "sure"
        width: parent.width

        onChosen: place => {
            if (place === 0)
                page.office.back();
            else
                page.facts.end();
        }
    }
}
