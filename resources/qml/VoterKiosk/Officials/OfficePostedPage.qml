pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Compares the ballots with the posted lists, on the screen or on A4.
OfficePage {
    id: page

    required property OfficePostedFacts facts
    readonly property PostedFacts sheet: facts.sheet as PostedFacts
    readonly property bool choosing: sheet !== null && sheet.choosing && !facts.onPaper

    kicker: sheet !== null && !sheet.choosing ? [sheet.ballot, sheet.place].filter(part => part !== "").join(" · ") : office.who
    title: facts.onPaper ? qsTr("The lists on A4 paper") : sheet === null || sheet.choosing ? qsTr("Compare with the posted list") : sheet.title
    under: choosing ? qsTr("Choose a ballot") : ""

    Words {
        text: qsTr("No list is published yet, so there is nothing to compare.")
        visible: page.sheet === null
        width: parent.width
    }
    Loader {
        active: page.sheet !== null && !page.facts.onPaper
        visible: active
        width: parent.width

        sourceComponent: PostedSheet {
            facts: page.sheet
            width: page.contentWidth

            onChosen: subject => page.office.go("posted", subject)
        }
    }
    KeyButton {
        sign: "print"
        text: qsTr("The lists on A4 paper")
        visible: page.choosing
        width: parent.width

        onClicked: page.office.go("posted", "paper")
    }
    Words {
        text: qsTr("A4 in landscape, in the columns of the posted form, with the fingerprint, boxes to tick and lines to sign.")
        visible: page.facts.onPaper
        width: parent.width
    }
    Note {
        sign: "check"
        text: page.facts.said
        visible: text !== ""
        width: parent.width
    }
    KeyButton {
        primary: true
        sign: "print"
        text: qsTr("Print on A4")
        visible: page.facts.onPaper && page.facts.printer
        width: parent.width

        onClicked: page.facts.print()
    }
    Words {
        strong: true
        text: page.facts.nowhere ? qsTr("To write a PDF, plug in a stick and open this page again.") : qsTr("Write a PDF to:")
        visible: page.facts.onPaper
        width: parent.width
    }
    Column {
        spacing: Theme.gap
        visible: page.facts.onPaper
        width: parent.width

        Repeater {
            model: page.facts.folders

            Door {
                required property string folder

                sign: "take"
                width: page.contentWidth

                onClicked: page.facts.write(folder)
            }
        }
    }
}
