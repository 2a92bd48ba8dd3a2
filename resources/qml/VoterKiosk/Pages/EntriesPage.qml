pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// The sections of the library, or the topics of one.
PageFrame {
    id: page

    required property Session session
    required property EntriesFacts facts

    title: facts.title

    Deal {
        id: deal1

        full: true
        least: Theme.body * (page.landscape ? 20 : 40)
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), naturalCell * 0.5)
        most: 2
        width: parent.width

        Repeater {
            model: page.facts.entries

            Door {
                id: door

                required property string screen
                required property string subject

                height: deal1.cellHeight
                width: deal1.cellWidth

                onClicked: page.session.go(door.screen, door.subject)
            }
        }
    }
}
