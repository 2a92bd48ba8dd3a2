pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// What one difficult word means, in large letters; where more is said; back to what was read.
PageFrame {
    id: page

    required property Session session
    required property WordFacts facts

    kicker: qsTr("Difficult word")
    size: Math.max(Theme.title, Theme.text(8.5))
    title: facts.title
    under: facts.original

    foot: KeyPair {
        first: qsTr("Back to the page before")
        firstLeads: true
        firstSign: "back"
        second: qsTr("All difficult words")
        secondSign: "word"
        width: parent.width

        onFirstChosen: page.session.back()
        onSecondChosen: page.session.again("words", "")
    }

    Panel {
        border.color: Theme.accent
        border.width: Theme.rule
        centred: true
        height: implicitHeight + Math.min(page.spare * 0.5, Math.max(implicitHeight * 0.5, Theme.mm(60)))
        padding: Theme.wide
        width: parent.width

        Blocks {
            // As large as a title, where it then takes no more than half of the page.
            size: Theme.height(page.facts.plain, Theme.title, page.contentWidth - 2 * Theme.wide) < page.least * 0.5 ? Theme.title : Theme.heading
            rows: page.facts.blocks
            width: parent.width
        }
    }
    Door {
        height: implicitHeight + Math.min(page.spare * 0.25, implicitHeight * 0.5)
        kicker: qsTr("Read more")
        sign: "rights"
        summary: ""
        title: page.facts.topicTitle
        visible: page.facts.topic !== ""
        width: parent.width

        onClicked: page.session.go("topic", page.facts.topic)
    }
    WordKeys {
        heading: qsTr("Words close to this one")
        rows: page.facts.words
        session: page.session
        width: parent.width
    }
    Foot {
        source: page.facts.source
        width: parent.width
    }
}
