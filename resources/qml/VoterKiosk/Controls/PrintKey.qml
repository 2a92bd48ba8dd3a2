pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// The page on paper: the key for it, and what became of it.
Column {
    id: paper

    required property SlipPrinter printer
    required property string subject
    readonly property bool asked: printer.subject === subject // what the printer says is about this page
    readonly property bool busy: printer.state === "printing"

    spacing: Theme.gap

    KeyButton {
        enabled: !paper.busy
        sign: "print"
        text: paper.busy ? qsTr("Printing...") : qsTr("Print it on paper")
        visible: paper.printer.state !== "enough"
        width: parent.width

        onClicked: paper.printer.print(paper.subject)
    }
    Note {
        sign: paper.printer.state === "printed" ? "check" : "warning"
        text: paper.printer.state === "printed" ? qsTr("It has been printed. Please take it from the printer.") : paper.printer.state === "enough" ? qsTr("Each visitor can print at most three sheets.") : qsTr("It could not be printed. Please ask the staff.")
        visible: paper.asked && !paper.busy && paper.printer.state !== ""
        width: parent.width
    }
}
