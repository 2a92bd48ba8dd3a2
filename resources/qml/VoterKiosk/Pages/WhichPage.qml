pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Which ballots do I get: one question with large answers; at the end the papers, what is not handed, what to do.
PageFrame {
    id: page

    required property Session session
    required property WhichFacts facts

    kicker: qsTr("Which ballots do I get?")
    title: facts.title
    optional: words.count > 0 ? words.implicitHeight : 0

    Answered {
        rows: page.facts.given
        width: page.contentWidth

        onChosen: question => page.session.again("which", question)
    }
    Deal {
        id: choices

        readonly property bool few: count < 5

        least: Theme.body * (page.landscape ? 20 : 40)
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), naturalCell * (few ? 2 : 0.5))
        most: 2
        visible: page.facts.asking
        width: page.contentWidth

        Repeater {
            model: page.facts.choices

            Door {
                id: choice

                required property string subject

                height: choices.cellHeight
                size: choices.few ? Theme.title : Theme.heading
                width: choices.cellWidth

                onClicked: page.session.go("which", choice.subject)
            }
        }
    }
    Words {
        text: page.facts.asking ? qsTr("This kiosk keeps none of your answers.") : ""
        width: page.contentWidth
    }
    Item {
        height: Math.min(page.spare * 0.6, Theme.mm(64))
        visible: page.facts.advice && page.spare > Theme.mm(50) // shown by what is spare: nobody has to scroll for it
        width: page.contentWidth

        Icon {
            colour: Theme.accent
            name: page.facts.sign
            size: parent.height
        }
    }
    Tasks {
        heading: page.facts.heading
        rows: page.facts.advice ? page.facts.tasks : null
        size: page.landscape ? Theme.heading : Theme.title
        width: page.contentWidth
    }
    Words {
        heading: true
        size: Theme.heading
        text: page.facts.then
        width: page.contentWidth
    }
    Deal {
        id: papers

        full: true
        least: Theme.body * 18
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), naturalCell * 0.8)
        most: page.landscape ? 3 : 1
        visible: count > 0
        width: page.contentWidth

        Repeater {
            model: page.facts.papers

            Paper {
                height: papers.cellHeight
                width: papers.cellWidth
            }
        }
    }
    Repeater {
        model: page.facts.withheld

        Missing {
            width: page.contentWidth
        }
    }
    Tasks {
        heading: page.facts.heading
        rows: page.facts.advice ? null : page.facts.tasks
        width: page.contentWidth
    }
    KeyButton {
        primary: true
        sign: "next"
        signAfter: true
        text: qsTr("Answer by where you live")
        visible: page.facts.startsAgain
        width: page.contentWidth

        onClicked: page.session.again("which", "")
    }
    Deal {
        id: ways

        full: true
        least: Theme.body * (page.landscape ? 20 : 40)
        lowest: naturalCell + Math.min(page.spare * 0.3 / Math.max(1, lines), naturalCell * 0.4)
        most: 2
        visible: count > 0
        width: page.contentWidth

        Repeater {
            model: page.facts.ways

            Door {
                id: way

                required property string screen
                required property string subject

                height: ways.cellHeight
                width: ways.cellWidth

                onClicked: page.session.go(way.screen, way.subject)
            }
        }
    }
    Item {
        height: words.implicitHeight // no height of its own: it stands where it is granted
        visible: page.granted
        width: page.contentWidth

        WordKeys {
            id: words

            rows: page.facts.words
            session: page.session
            width: parent.width
        }
    }
    Foot {
        source: [page.facts.source, page.facts.asking ? "" : qsTr("This kiosk keeps none of your answers.")].filter(line => line !== "").join("\n")
        width: page.contentWidth
    }
}
