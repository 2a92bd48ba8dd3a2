pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Published results: the bodies, a body's constituencies, or one constituency as its decision says it.
PageFrame {
    id: page

    required property Session session
    required property ResultsFacts facts

    kicker: facts.kicker
    title: facts.title
    under: [facts.under, facts.position].filter(part => part !== "").join(" · ")

    foot: Neighbours {
        next: page.facts.next === "" ? "" : qsTr("Next page")
        previous: page.facts.previous === "" ? "" : qsTr("Previous page")
        width: parent.width

        onNextChosen: page.session.beside("results", page.facts.next)
        onPreviousChosen: page.session.beside("results", page.facts.previous)
    }

    Deal {
        id: papers

        least: Theme.body * (page.landscape ? 19 : 26)
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), naturalCell * 0.9)
        most: page.landscape ? 3 : 1
        visible: count > 0
        width: page.contentWidth

        Repeater {
            model: page.facts.slots

            Card {
                id: slot

                required property string name
                required property string unit
                required property string seats
                required property string colour
                required property string screen
                required property string subject

                centred: true
                description: [unit, seats].filter(part => part !== "").join(". ")
                fill: colour === "" ? Theme.surface : Theme.tint(colour)
                height: papers.cellHeight
                text: name
                width: papers.cellWidth

                onClicked: page.session.go(slot.screen, slot.subject)

                Words {
                    Accessible.ignored: true
                    heading: true
                    size: Theme.heading
                    text: slot.name
                    width: parent.width
                }
                Words {
                    Accessible.ignored: true
                    text: slot.unit
                    width: parent.width
                }
                Words {
                    Accessible.ignored: true
                    strong: true
                    text: slot.seats
                    width: parent.width
                }
            }
        }
    }
    Repeater {
        model: page.facts.missing

        Missing {
            width: page.contentWidth
        }
    }
    Deal {
        id: people

        least: Theme.body * 19
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), naturalCell * 0.4)
        most: page.landscape ? 3 : 1
        visible: count > 0
        width: page.contentWidth

        Repeater {
            model: page.facts.elected

            ElectedCard {
                id: person

                height: people.cellHeight
                width: people.cellWidth

                onClicked: page.session.go("candidate", person.key)
            }
        }
    }
    Words {
        size: Theme.heading
        text: page.facts.nobody
        width: page.contentWidth
    }
    Panel {
        visible: numbers.count > 0
        width: page.contentWidth

        Repeater {
            id: numbers

            model: page.facts.numbers

            Fact {
                required property int index

                given: true
                last: index === numbers.count - 1
                width: parent.width
            }
        }
    }
    Words {
        text: page.facts.note
        width: page.contentWidth
    }
    Foot {
        source: page.facts.source
        width: page.contentWidth
    }
    Deal {
        id: ways

        full: true
        least: Theme.body * (page.landscape ? 20 : 40)
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
}
