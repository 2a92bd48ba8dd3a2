pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// One person: the official form in its order, or the programme; the neighbours in official order at the foot.
PageFrame {
    id: page

    required property Session session
    required property CandidateFacts facts

    emblemed: facts.portraits
    kicker: facts.position + " · " + facts.ballot
    title: facts.name

    emblem: Portrait {
        name: page.facts.name
        source: page.facts.portrait
        width: Theme.mm(Math.min(page.landscape ? 26 : 34, Theme.breadth * 0.16))
    }
    foot: Neighbours {
        next: page.facts.next === "" ? "" : qsTr("Next person")
        previous: page.facts.previous === "" ? "" : qsTr("Previous person")
        width: parent.width

        onNextChosen: page.session.beside("candidate", page.facts.next)
        onPreviousChosen: page.session.beside("candidate", page.facts.previous)
    }

    Halves {
        first: qsTr("Short biography")
        second: qsTr("Action programme")
        onSecond: page.facts.onProgramme
        width: parent.width

        onChosen: second => page.session.beside("candidate", page.facts.key + (second ? "/programme" : ""))
    }
    Note {
        sign: "warning"
        text: page.facts.struckText
        title: page.facts.struck
        visible: page.facts.struck !== ""
        width: parent.width
    }
    Note {
        sign: "law"
        text: page.facts.correction
        title: qsTr("Correction")
        visible: page.facts.correction !== ""
        width: parent.width
    }
    Loader {
        sourceComponent: page.facts.onProgramme ? programme : biography
        width: parent.width
    }
    TakeKey {
        session: page.session
        subject: "candidate/" + page.facts.key
        width: parent.width
    }
    Foot {
        source: page.facts.source
        width: parent.width
    }

    Component {
        id: biography

        Column {
            id: form

            Note {
                text: qsTr("Besides the names, the list gives no information.")
                visible: page.facts.bare
                width: form.width
            }
            Repeater {
                model: page.facts.fields

                Fact {
                    width: form.width
                }
            }
            Words {
                heading: true
                size: Theme.heading
                text: page.facts.careers ? qsTr("Work history") : ""
                topPadding: Theme.wide
                width: form.width
            }
            Table {
                cells: page.facts.career
                columns: 2
                visible: cells.length > 0
                width: form.width
            }
            Words {
                font.italic: true
                text: page.facts.careers && page.facts.career.length === 0 ? qsTr("not given") : ""
                width: form.width
            }
        }
    }
    Component {
        id: programme

        Column {
            id: said

            spacing: Theme.room

            Words {
                color: Theme.soft
                text: page.facts.languageNote
                width: said.width
            }
            Note {
                large: true
                sign: "locked"
                text: page.facts.programmeWhy
                visible: page.facts.programmeWhy !== ""
                width: said.width
            }
            Blocks {
                rows: page.facts.programme
                width: Math.min(said.width, Theme.body * 34)
            }
        }
    }
}
