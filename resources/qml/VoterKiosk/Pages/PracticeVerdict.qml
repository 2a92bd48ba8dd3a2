pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// What becomes of the ballot: valid or not or for the team, why, what would make it valid, and each line again.
PageFrame {
    id: page

    required property Session session
    required property PracticeFacts facts

    emblemed: true
    kicker: facts.body + (facts.position === "" ? "" : " · " + facts.position)
    title: facts.headline
    under: qsTr("This was only practice. You have not voted.")

    emblem: BallotBox {
        colour: page.facts.colour
        sign: page.facts.verdict === "valid" ? "check" : page.facts.verdict === "invalid" ? "close" : "people"
    }
    foot: KeyPair {
        first: qsTr("Practise again")
        firstLeads: page.facts.verdict !== "valid"
        firstSign: "practice"
        second: page.facts.next === "" ? qsTr("Choose another ballot") : qsTr("Next ballot")
        secondSign: page.facts.next === "" ? "ballot" : "next"
        width: parent.width

        onFirstChosen: page.session.beside("practice", page.facts.again)
        onSecondChosen: page.session.beside("practice", page.facts.next)
    }

    Item {
        id: halves

        readonly property bool beside: page.landscape && width > Theme.body * 40

        readonly property real grown: beside ? 0 : Math.min(page.spare, sheet.implicitHeight * 0.5)

        height: implicitHeight + grown
        implicitHeight: beside ? Math.max(told.implicitHeight, sheet.implicitHeight) : told.implicitHeight + Theme.room + sheet.implicitHeight
        width: parent.width

        Column {
            id: told

            spacing: Theme.room
            width: halves.beside ? (halves.width - Theme.wide) * 0.5 : halves.width

            Panel {
                width: parent.width

                Words {
                    heading: true
                    size: Theme.heading
                    text: qsTr("Why")
                    width: parent.width
                }
                Repeater {
                    model: page.facts.reasons

                    Words {
                        required property string sentence

                        text: sentence
                        width: parent.width
                    }
                }
            }
            Panel {
                border.color: Theme.accent
                border.width: Theme.rule
                visible: mend.count > 0
                width: parent.width

                Words {
                    heading: true
                    size: Theme.heading
                    text: page.facts.verdict === "invalid" ? qsTr("What would make it valid") : qsTr("What to do better")
                    width: parent.width
                }
                Repeater {
                    id: mend

                    model: page.facts.remedies

                    Words {
                        required property string sentence

                        text: sentence
                        width: parent.width
                    }
                }
            }
        }
        BallotPaper {
            id: sheet

            added: page.facts.added
            addedName: page.facts.addedName
            colour: page.facts.colour
            effects: page.facts.effects
            grown: halves.grown
            lines: page.facts.lines
            live: false
            marks: page.facts.marks
            strokes: page.facts.strokes
            whole: false
            width: halves.beside ? halves.width - told.width - Theme.wide : halves.width
            x: halves.beside ? told.width + Theme.wide : 0
            y: halves.beside ? 0 : told.implicitHeight + Theme.room
        }
    }
    Foot {
        parent: halves.beside ? told : halves.parent
        source: page.facts.source
        width: parent.width
    }
}
