pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Every difficult word from A to Z: each letter before the first word that begins with it.
PageFrame {
    id: page

    required property Session session
    required property WordsFacts facts

    title: qsTr("Difficult words")
    under: qsTr("Touch a word to read what it means.")

    Flow {
        id: those

        spacing: Theme.gap
        width: parent.width

        Repeater {
            model: page.facts.words

            Item {
                id: entry

                required property string letter // before the first word of a letter
                required property string subject
                required property string title

                implicitHeight: key.implicitHeight
                implicitWidth: key.x + key.width

                Words {
                    color: Theme.accent
                    heading: true
                    size: Theme.heading
                    text: entry.letter
                    width: Theme.heading * 1.1
                    y: (key.implicitHeight - Theme.lip - height) / 2
                }
                WordKey {
                    id: key

                    sign: ""
                    text: entry.title
                    width: Math.min(implicitWidth, those.width - x)
                    x: entry.letter === "" ? 0 : Theme.heading * 1.1

                    onClicked: page.session.go("word", entry.subject)
                }
            }
        }
    }
}
