pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Step 3: what is wrong in the source, where, and what to do.
StepPage {
    id: page

    required property CheckFacts facts

    onward: qsTr("Next: preview")
    section: facts
    title: qsTr("Check")
    under: qsTr("Double-click a line to open its file. When you save it, the check runs again by itself.")
    whole: true

    Row {
        id: tools

        spacing: Theme.mm(4)
        width: parent.width

        Choices {
            answers: [["", qsTr("All")], ["error", qsTr("Errors: %1").arg(page.facts.errors)], ["warning", qsTr("Warnings: %1").arg(page.facts.warnings)], ["note", qsTr("Notes: %1").arg(page.facts.notes)]]
            current: [page.facts.only]
            visible: page.facts.known
            width: parent.width - again.width - parent.spacing

            onChosen: value => page.facts.filter(value)
        }
        KeyButton {
            id: again

            enabled: !page.facts.working
            sign: "again"
            text: qsTr("Check again")

            onClicked: page.facts.look()
        }
    }
    Note {
        sign: "check"
        text: qsTr("Nothing was found: a bundle can be made.")
        visible: page.facts.known && list.count === 0 && page.facts.only === ""
        width: parent.width
    }
    FindingList {
        id: list

        height: Math.max(Theme.mm(20), page.room - tools.height - Theme.mm(10))
        rows: page.facts.found
        width: parent.width

        onOpened: path => page.facts.open(path)
    }
}
