pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls

// What a text rests on: source by source, each statement beside the article that it comes from.
PageFrame {
    id: page

    required property Session session
    required property SourcesFacts facts

    kicker: facts.title
    text: !landscape
    title: qsTr("What this rests on")

    Column {
        width: parent.width

        Repeater {
            model: page.facts.rows

            Ground {
                width: page.contentWidth
            }
        }
    }
    Foot {
        source: page.facts.approval
        width: parent.width
    }
}
