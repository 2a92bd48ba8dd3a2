pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// A video, its keys, and below it the same in words.
PageFrame {
    id: page

    required property Session session
    required property FilmFacts facts

    kicker: facts.belongs
    title: facts.title
    under: landscape ? "" : facts.detail

    FilmPanel {
        id: panel

        beside: page.landscape
        cues: page.facts.cues
        detail: page.facts.detail
        file: page.facts.file
        ratio: page.facts.ratio
        seconds: page.facts.seconds
        session: page.session
        sound: page.facts.sound
        start: page.facts.start
        still: page.facts.still
        tallest: page.landscape ? page.least - Theme.target - 6 * Theme.gap : page.least * 0.5
        title: page.facts.title
        width: parent.width

        onReached: position => page.facts.reach(position)
    }
    Column {
        spacing: Theme.gap
        width: Math.min(parent.width, Theme.body * 34)

        Words {
            heading: true
            size: Theme.heading
            text: qsTr("The same in words")
            width: parent.width
        }
        Blocks {
            rows: page.facts.blocks
            width: parent.width
        }
    }
    Foot {
        source: page.facts.source
        width: parent.width
    }
}
