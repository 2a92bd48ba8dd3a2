pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// One topic: its summary, its blocks, the days where it is about them, what it rests on; its neighbours at the foot.
PageFrame {
    id: page

    required property Session session
    required property TopicFacts facts

    kicker: facts.section
    text: true
    asideText: facts.source
    title: facts.title

    aside: Foot {
        source: page.facts.source
        width: parent.width
    }
    foot: Neighbours {
        readonly property bool titled: page.width > Theme.body * 34

        next: page.facts.next === "" ? "" : titled ? page.facts.nextTitle : qsTr("Next page")
        plain: true
        previous: page.facts.previous === "" ? "" : titled ? page.facts.previousTitle : qsTr("Previous page")
        width: parent.width

        onNextChosen: page.session.beside("topic", page.facts.next)
        onPreviousChosen: page.session.beside("topic", page.facts.previous)
    }

    Words {
        size: Theme.heading
        text: page.facts.summary
        width: parent.width
    }
    ReadRow {
        sourced: page.facts.sourced
        time: page.facts.reading
        width: parent.width

        hearing: HearKey {
            session: page.session
        }

        onSourcesChosen: page.session.go("sources", "topic/" + page.facts.slug)
    }
    Dates {
        rows: page.facts.deadlines ? page.facts.dates : null
        width: parent.width
    }
    Repeater {
        model: page.facts.films

        FilmDoor {
            required property string subject

            width: page.contentWidth

            onClicked: page.session.go("film", subject)
        }
    }
    Blocks {
        rows: page.facts.blocks
        width: parent.width
    }
    Dates {
        rows: page.facts.deadlines ? null : page.facts.dates
        width: parent.width
    }
    WordKeys {
        rows: page.facts.words
        session: page.session
        width: parent.width
    }
    KeyButton {
        sign: "practice"
        text: qsTr("Practise on a sample ballot")
        visible: page.facts.way === "practice"
        width: parent.width

        onClicked: page.session.go("practice", "")
    }
    KeyButton {
        sign: "question"
        text: qsTr("Which ballots do I get?")
        visible: page.facts.way === "which"
        width: parent.width

        onClicked: page.session.go("which", "")
    }
    TakeKey {
        session: page.session
        subject: "topic/" + page.facts.slug
        width: parent.width
    }
    Foot {
        source: page.asided ? "" : page.facts.source
        width: parent.width
    }
}
