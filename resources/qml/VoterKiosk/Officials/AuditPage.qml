pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// The audit log, newest first, each day under its date.
OfficePage {
    id: page

    required property AuditFacts facts

    title: qsTr("Audit log")
    under: facts.narrowed

    Note {
        sign: "warning"
        text: page.facts.broken
        visible: text !== ""
        width: parent.width
    }
    Words {
        text: page.facts.whole
        width: parent.width
    }
    KeyPair {
        first: qsTr("Choose entries")
        firstSign: "search"
        second: qsTr("Copy to a stick")
        secondSign: "take"
        width: parent.width

        onFirstChosen: page.facts.filter()
        onSecondChosen: page.facts.export()
    }
    Words {
        text: qsTr("One moment …")
        visible: page.facts.asked
        width: parent.width
    }
    Column {
        width: parent.width

        Repeater {
            model: page.facts.rows

            Column {
                id: entry

                required property int number
                required property string day
                required property string time
                required property string says
                required property string by

                width: parent.width

                Words {
                    heading: true
                    size: Theme.heading
                    text: entry.day
                    topPadding: entry.day === "" ? 0 : Theme.gap
                    width: parent.width
                }
                Fact {
                    given: true
                    label: entry.by === "" ? qsTr("%1, entry %2").arg(entry.time).arg(entry.number) : qsTr("%1, entry %2, %3").arg(entry.time).arg(entry.number).arg(entry.by)
                    plain: true
                    value: entry.says
                    width: parent.width
                }
            }
        }
    }
    KeyButton {
        sign: "earlier"
        text: qsTr("Older entries")
        visible: page.facts.older
        width: parent.width

        onClicked: page.facts.goOlder()
    }
}
