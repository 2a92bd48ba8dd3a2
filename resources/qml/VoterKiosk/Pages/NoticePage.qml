pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// One notice: its text, how long it holds, who answers for it.
PageFrame {
    id: page

    required property Session session
    required property NoticeFacts facts

    kicker: facts.urgent === "" ? qsTr("Notices") : facts.urgent
    text: true
    asideText: facts.source
    title: facts.title

    aside: Foot {
        source: page.facts.source
        width: parent.width
    }
    foot: Neighbours {
        next: page.facts.next === "" ? "" : qsTr("Next notice")
        plain: true
        previous: page.facts.previous === "" ? "" : qsTr("Previous notice")
        width: parent.width

        onNextChosen: page.session.beside("notice", page.facts.next)
        onPreviousChosen: page.session.beside("notice", page.facts.previous)
    }

    Words {
        color: Theme.soft
        strong: true
        text: page.facts.validity
        width: parent.width
    }
    ReadRow {
        sourced: page.facts.sourced
        time: page.facts.reading
        width: parent.width

        hearing: HearKey {
            session: page.session
        }

        onSourcesChosen: page.session.go("sources", "notice/" + page.facts.subject)
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
    WordKeys {
        rows: page.facts.words
        session: page.session
        width: parent.width
    }
    TakeKey {
        session: page.session
        subject: "notice/" + page.facts.subject
        width: parent.width
    }
    Foot {
        source: page.asided ? "" : page.facts.source
        width: parent.width
    }
}
