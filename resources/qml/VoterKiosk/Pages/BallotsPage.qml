pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// A polling area's ballots, where and when; or the constituencies of one body, to choose by their area.
PageFrame {
    id: page

    required property Session session
    required property BallotsFacts facts
    readonly property bool choosing: facts.body !== ""

    kicker: facts.number === "" ? facts.body : facts.sought ? [facts.number, facts.ward].filter(part => part !== "").join(" · ") : facts.number
    title: choosing ? qsTr("Choose your constituency") : facts.sought ? facts.place : facts.number === "" ? qsTr("The ballots") : qsTr("The ballots here")
    under: choosing ? [qsTr("By the place where you are on the voter list"), facts.position].filter(part => part !== "").join(" · ") : ""
    optional: words.count > 0 ? words.implicitHeight : 0

    foot: Neighbours {
        next: page.facts.next === "" ? "" : qsTr("Next page")
        previous: page.facts.previous === "" ? "" : qsTr("Previous page")
        width: parent.width

        onNextChosen: page.session.beside("ballots", page.facts.next)
        onPreviousChosen: page.session.beside("ballots", page.facts.previous)
    }

    Note {
        sign: "place"
        text: page.facts.mark
        visible: page.facts.mark !== ""
        width: parent.width
    }
    Item {
        id: place

        readonly property bool beside: page.landscape && page.facts.sketch !== "" && width > Theme.body * 40

        implicitHeight: beside ? Math.max(sheet.implicitHeight, Theme.mm(66)) : sheet.implicitHeight
        visible: page.facts.where !== ""
        width: parent.width

        Panel {
            id: sheet

            height: place.implicitHeight
            width: place.beside ? (parent.width - Theme.gap) * 0.64 : parent.width

            Fact {
                given: true
                label: qsTr("Where to vote")
                value: page.facts.where
                width: parent.width
            }
            Fact {
                given: true
                label: qsTr("When")
                value: page.facts.when
                width: parent.width
            }
            Fact {
                given: true
                label: qsTr("Elsewhere")
                value: page.facts.usual
                visible: page.facts.usual !== ""
                width: parent.width
            }
            Fact {
                given: true
                label: qsTr("Bring")
                plain: true
                value: page.facts.bring
                visible: page.facts.bring !== ""
                width: parent.width
            }
            Fact {
                given: true
                label: qsTr("By decision")
                value: page.facts.decision
                visible: page.facts.decision !== ""
                width: parent.width
            }
            Fact {
                given: true
                label: qsTr("Voters of")
                last: page.facts.note === ""
                value: page.facts.groups
                visible: page.facts.groups !== ""
                width: parent.width
            }
            Fact {
                given: true
                label: qsTr("Note")
                last: true
                value: page.facts.note
                visible: page.facts.note !== ""
                width: parent.width
            }
        }
        SketchMap {
            height: place.implicitHeight
            source: page.facts.sketch
            visible: place.beside
            width: place.width - sheet.width - Theme.gap
            x: sheet.width + Theme.gap
        }
    }
    Deal {
        id: papers

        least: Theme.body * (page.landscape ? 19 : 26)
        lowest: naturalCell + Math.min((page.spare - map.grown) / Math.max(1, lines), naturalCell * 0.35)
        most: page.landscape ? 3 : 2
        visible: !page.choosing && count > 0
        width: parent.width

        Repeater {
            model: page.facts.ballots

            BallotSlot {
                id: slot

                required property string screen
                required property string subject

                height: papers.cellHeight
                roomy: true
                width: papers.cellWidth

                onClicked: page.session.go(slot.screen, slot.subject)
            }
        }
    }
    Column {
        spacing: Theme.gap
        visible: !page.choosing && gone.count > 0
        width: parent.width

        Repeater {
            id: gone

            model: page.facts.missing

            Missing {
                width: page.contentWidth
            }
        }
    }
    KeyButton {
        sign: "question"
        text: qsTr("Which ballots do I get?")
        visible: !page.choosing
        width: parent.width

        onClicked: page.session.go("which", "")
    }
    SketchMap {
        id: map

        readonly property real wanted: ratio > 0 ? Math.min(ratio * page.contentWidth, Theme.mm(190)) : 0
        readonly property real grown: visible ? Math.max(0, Math.min(page.spare, wanted - implicitHeight)) : 0

        height: implicitHeight + grown
        implicitHeight: Math.min(wanted, Theme.mm(70))
        source: page.facts.sketch
        visible: page.facts.sketch !== "" && !place.beside
        width: parent.width
    }
    KeyButton {
        sign: "place"
        text: qsTr("Find another polling area")
        visible: page.facts.finds && !page.choosing
        width: parent.width

        onClicked: page.session.go("areas", "")
    }
    TakeKey {
        session: page.session
        subject: page.facts.code === "" ? "area" : "area/" + page.facts.code
        visible: !page.choosing && page.facts.where !== ""
        width: parent.width
    }
    Deal {
        id: units

        least: Theme.body * 40
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), naturalCell * 0.6)
        most: 1
        visible: page.choosing
        width: parent.width

        Repeater {
            model: page.facts.units

            Card {
                id: unit

                required property string key
                required property string title
                required property string area
                required property string seats

                centred: true
                description: area + ". " + seats
                height: units.cellHeight
                text: title
                width: units.cellWidth

                onClicked: page.session.go("candidates", unit.key)

                Words {
                    Accessible.ignored: true
                    color: Theme.accent
                    strong: true
                    text: unit.title
                    width: parent.width
                }
                Words {
                    Accessible.ignored: true
                    heading: true
                    size: Theme.heading
                    text: unit.area
                    width: parent.width
                }
                Words {
                    Accessible.ignored: true
                    text: unit.seats
                    width: parent.width
                }
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
}
