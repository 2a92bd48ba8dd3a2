pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// The paper in one's hand: strike names with a finger or by key, take back, take another paper, put it in the box.
PageFrame {
    id: page

    required property Session session
    required property PracticeFacts facts

    kicker: page.facts.position === "" ? qsTr("Practice ballot (sample)") : qsTr("Practice ballot (sample)") + " · " + page.facts.position
    title: qsTr("Strike out those you do not elect")
    under: desk.beside ? "" : facts.count

    foot: KeyPair {
        first: qsTr("Take back the last stroke")
        firstLive: page.facts.canUndo
        firstSign: "back"
        second: qsTr("Put it into the ballot box")
        secondSign: "box"
        width: parent.width

        onFirstChosen: page.facts.undo()
        onSecondChosen: page.session.beside("practice", page.facts.ballot)
    }

    Words {
        text: desk.beside ? "" : howTo.text
        width: parent.width
    }
    Item {
        id: desk

        readonly property bool beside: page.landscape && width > Theme.body * 40
        readonly property real grown: Math.max(0, Math.min(page.spare, paper.width * 1.414 - implicitHeight)) // A5 at most

        height: implicitHeight + grown
        implicitHeight: beside ? Math.max(paper.implicitHeight, side.implicitHeight) : paper.implicitHeight
        width: parent.width

        BallotPaper {
            id: paper

            added: page.facts.added
            addedName: page.facts.addedName
            body: page.facts.body
            colour: page.facts.colour
            compact: page.landscape
            effects: page.facts.effects
            grown: Math.max(0, desk.height - implicitHeight)
            lines: page.facts.lines
            marks: page.facts.marks
            place: page.facts.place
            seats: page.facts.seats
            strokes: page.facts.strokes
            unit: page.facts.unit
            width: desk.beside ? desk.width * 0.64 : desk.width

            onDrawn: (row, points, first, second) => page.facts.draw(row, points, first, second)
            onStruck: row => page.facts.strike(row)
        }
        Column {
            id: side

            spacing: Theme.room
            visible: desk.beside
            width: desk.width - paper.width - Theme.wide
            x: paper.width + Theme.wide

            Words {
                heading: true
                size: Theme.heading
                text: page.facts.count
                width: parent.width
            }
            Words {
                id: howTo

                size: Theme.heading
                text: qsTr("Draw one level line through the whole name, or touch “Strike out”.")
                width: parent.width
            }
        }
    }
    Deal {
        id: tools

        least: Theme.body * 12
        most: desk.beside ? 1 : 2
        parent: desk.beside ? side : desk.parent
        width: parent.width

        KeyButton {
            enabled: page.facts.touched
            height: tools.cellHeight
            inkColour: enabled ? Theme.ink : Theme.soft
            raised: enabled
            sign: "ballot"
            text: qsTr("Ask for another paper")
            width: tools.cellWidth

            onClicked: page.facts.renew()
        }
        KeyButton {
            enabled: !page.facts.added
            height: tools.cellHeight
            inkColour: enabled ? Theme.ink : Theme.soft
            raised: enabled
            sign: "person"
            text: qsTr("Try writing another name on it")
            width: tools.cellWidth

            onClicked: page.facts.add()
        }
    }
    Words {
        color: Theme.soft
        parent: desk.beside ? side : desk.parent
        text: page.facts.example
        width: parent.width
    }
}
