pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Covers a whole ballot or shows it again; asks once.
OfficePage {
    id: page

    required property CoverFacts facts
    readonly property bool asking: facts.name !== ""

    title: !asking ? qsTr("Cover a ballot or show it again") : facts.covered ? qsTr("Show this ballot again?") : qsTr("Cover this ballot?")
    under: facts.name

    Words {
        text: qsTr("A covered ballot is covered whole, with everybody on it. A single candidate cannot be covered.")
        visible: !page.asking && !page.facts.empty
        width: parent.width
    }
    Words {
        text: qsTr("There is no election information in this kiosk yet")
        visible: page.facts.empty
        width: parent.width
    }
    Column {
        spacing: Theme.gap
        visible: !page.asking
        width: parent.width

        Repeater {
            model: page.asking ? null : page.facts.bodies

            Door {
                required property string body

                width: page.contentWidth

                onClicked: page.office.go("cover", body)
            }
        }
    }
    Words {
        size: Theme.heading
        text: page.facts.covered ? qsTr("Are you sure? From now on citizens see the list again.") : qsTr("Are you sure? Wherever this ballot stands, citizens read “Being updated”, until you show it again.")
        visible: page.asking
        width: parent.width
    }
    KeyButton {
        primary: true
        sign: page.facts.covered ? "ballot" : "locked"
        text: page.facts.covered ? qsTr("Show this ballot again") : qsTr("Cover this ballot")
        visible: page.asking
        width: parent.width

        onClicked: page.facts.change()
    }
}
