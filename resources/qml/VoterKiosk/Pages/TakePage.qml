pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// A page to take along: its code, what the code holds, how to use it; and the page on paper where there is a printer.
PageFrame {
    id: page

    required property Session session
    required property TakeFacts facts
    readonly property SlipPrinter printer: session.printer as SlipPrinter
    readonly property bool beside: landscape && contentWidth > Theme.body * 34
    readonly property real breadth: beside ? (contentWidth - Theme.wide) * 0.55 : contentWidth
    readonly property bool crowded: Theme.textSize === "large" || Theme.textSize === "largest"
    readonly property int stepSize: crowded ? Theme.body : Theme.heading
    // The key that shows more lies below the code; where few lines fit, the head scrolls away above it.
    readonly property real tallest: least - 2 * sheet.padding - Theme.mm(tight ? 26 : crowded && beside ? 30 : 6)
    readonly property real room: Math.min(Theme.codeLargest, breadth - 2 * sheet.padding, tallest)
    readonly property real unscrolled: Math.min(room, tallest - (tight ? Theme.body * 5 : 0))
    readonly property int chosen: {
        const atOnce = facts.best(Math.floor(unscrolled / Theme.codeModule));
        return atOnce >= 0 ? atOnce : facts.best(Math.floor(room / Theme.codeModule));
    }
    readonly property string address: facts.address(chosen)

    kicker: facts.kicker === "" ? facts.title : facts.kicker + " · " + facts.title
    title: qsTr("Take it with you")

    Empty {
        room: page.spare
        sign: "take"
        text: page.facts.printable ? qsTr("Please read it here, or print it.") : qsTr("Please read it here, or on the lists and notices posted at the polling place.")
        title: qsTr("This page is too long for a code")
        visible: page.chosen < 0
        width: parent.width
    }
    PrintKey {
        printer: page.printer
        subject: page.facts.subject
        visible: page.chosen < 0 && page.facts.printable
        width: parent.width
    }
    Grid {
        columnSpacing: Theme.wide
        columns: page.beside ? 2 : 1
        rowSpacing: Theme.room
        visible: page.chosen >= 0
        width: parent.width

        Panel {
            id: sheet

            padding: page.tight ? 0 : Theme.mm(3)
            width: page.beside ? code.width + 2 * padding : parent.width

            QrCode {
                id: code

                room: Math.min(page.unscrolled, page.beside ? 1e6 : page.least * (page.crowded ? 0.45 : 0.56))
                side: page.facts.side(page.chosen)
                source: page.facts.source(page.chosen)
                x: Math.round((parent.width - width) / 2)
            }
        }
        Column {
            id: said

            spacing: page.crowded ? Theme.gap : page.beside ? Theme.room : Theme.wide
            width: parent.width - (page.beside ? sheet.width + Theme.wide : 0)

            Words {
                heading: true
                size: Theme.heading
                text: page.facts.holds(page.chosen)
                width: parent.width
            }
            Words {
                size: Theme.heading
                text: page.address
                width: parent.width
            }
            Marked {
                mark: "1."
                size: page.stepSize
                text: qsTr("Open your phone's camera.")
                width: parent.width
            }
            Marked {
                mark: "2."
                size: page.stepSize
                text: qsTr("Hold it in front of this square, about half a metre away.")
                width: parent.width
            }
            Marked {
                mark: "3."
                size: page.stepSize
                text: page.address === "" ? qsTr("Touch the text that appears to read it. No network is needed.") : qsTr("Touch the address that appears. The phone needs a network for it.")
                width: parent.width
            }
            Words {
                color: Theme.soft
                text: qsTr("This kiosk does not learn which phone read the code.")
                width: parent.width
            }
            PrintKey {
                printer: page.printer
                subject: page.facts.subject
                visible: page.facts.printable
                width: parent.width
            }
        }
    }
    Door {
        sign: "place"
        summary: qsTr("Where and when to vote, and what to bring")
        title: qsTr("Take the polling area's card instead")
        visible: page.chosen < 0 && page.facts.instead !== ""
        width: parent.width

        onClicked: page.session.beside("take", page.facts.instead)
    }
}
