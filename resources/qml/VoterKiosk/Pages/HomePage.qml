pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// What today is, large; what is urgent; this place's ballots as the papers they are; and the doors to everything else.
PageFrame {
    id: page

    required property Session session
    required property HomeFacts facts
    readonly property bool roomy: !landscape && Theme.body * 60 < height // little text on much paper

    kicker: facts.above
    size: landscape ? Math.round((Theme.display + Theme.title) / 2) : Theme.display
    title: facts.second === "" ? facts.first : facts.first + " " + facts.second
    under: facts.below

    Empty {
        room: page.spare
        staff: qsTr("Load the bundle from the USB stick.")
        text: qsTr("Please read the lists that are posted at the polling place, or ask the staff.")
        title: qsTr("There is no election information in this kiosk yet")
        visible: page.facts.empty
        width: parent.width
    }
    Note {
        sign: "clock"
        text: page.facts.doubt
        visible: page.facts.doubt !== ""
        width: parent.width
    }
    Door {
        kicker: qsTr("Urgent notice")
        rim: Theme.accent
        rimmed: true
        sign: "warning"
        summary: ""
        title: page.facts.urgentTitle
        visible: page.facts.urgentSubject !== ""
        width: parent.width

        onClicked: page.session.go("notice", page.facts.urgentSubject)
    }
    Door {
        sign: "place"
        summary: page.facts.where
        title: page.facts.place
        visible: page.facts.where !== ""
        width: parent.width

        onClicked: page.session.go("ballots", "")
    }
    Deal {
        id: afterwards

        full: true
        least: Theme.body * 14
        most: 2
        visible: count > 0
        width: parent.width

        Repeater {
            model: page.facts.afterwards

            Door {
                id: step

                required property string screen
                required property string subject

                height: afterwards.cellHeight
                width: afterwards.cellWidth

                onClicked: page.session.go(step.screen, step.subject)
            }
        }
    }
    HeadRow {
        id: papersRow

        readonly property bool beside: width > Theme.body * 19

        implicitHeight: !all.visible ? papersTitle.contentHeight : beside ? Math.max(papersTitle.contentHeight, all.implicitHeight) : papersTitle.contentHeight + Theme.gap + all.implicitHeight
        visible: page.facts.listed
        width: parent.width

        Words {
            id: papersTitle

            heading: true
            size: Theme.heading
            text: page.facts.here ? qsTr("The ballots here") : qsTr("The ballots")
            width: parent.width - (all.visible && papersRow.beside ? all.width + Theme.gap : 0)
            y: all.visible && !papersRow.beside ? 0 : (parent.height - contentHeight) / 2
        }
        KeyButton {
            id: all

            anchors.bottom: parent.bottom
            anchors.right: parent.right
            sign: "place"
            text: qsTr("Where and when")
            visible: page.facts.here && page.facts.where === ""
            width: papersRow.beside ? Math.min(implicitWidth, parent.width * 0.55) : parent.width

            onClicked: page.session.go("ballots", "")
        }
    }
    Deal {
        id: papers

        full: true
        least: Theme.body * 9.5
        lowest: naturalCell + Math.min(page.spare * 0.55 / Math.max(1, lines), columns > 1 ? cellWidth * 0.75 : naturalCell * 0.25)
        most: 4
        visible: page.facts.listed
        width: parent.width

        Repeater {
            model: page.facts.ballots

            BallotSlot {
                id: slot

                required property string screen
                required property string subject

                height: papers.cellHeight
                large: page.roomy && page.facts.where === ""
                roomy: papers.columns === 1 && page.roomy
                width: papers.cellWidth

                onClicked: page.session.go(slot.screen, slot.subject)
            }
        }
    }
    Column {
        spacing: Theme.gap
        visible: gone.count > 0
        width: parent.width

        Repeater {
            id: gone

            model: page.facts.missing

            Missing {
                large: !page.facts.listed
                width: page.contentWidth
            }
        }
    }
    Repeater {
        model: page.facts.search

        Door {
            id: seek

            required property string screen
            required property string subject

            inset: Theme.gap
            width: page.contentWidth

            onClicked: page.session.go(seek.screen, seek.subject)
        }
    }
    Repeater {
        model: page.facts.lead

        Door {
            id: first

            required property string screen
            required property string subject

            width: page.contentWidth

            onClicked: page.session.go(first.screen, first.subject)
        }
    }
    Deal {
        id: ways

        full: true
        least: Theme.body * 14
        lowest: naturalCell + Math.min(Math.max(0, page.spare - papers.lines * Math.max(0, papers.cellHeight - papers.naturalCell)) / Math.max(1, lines), naturalCell * 0.8)
        most: page.landscape ? 4 : 3
        width: parent.width

        Repeater {
            model: page.facts.doors

            Door {
                id: door

                required property string screen
                required property string subject

                height: ways.cellHeight
                inset: page.landscape ? Theme.gap : Theme.room
                width: ways.cellWidth

                onClicked: page.session.go(door.screen, door.subject)
            }
        }
    }
    Deal {
        id: rest

        least: Theme.body * 11
        most: page.landscape ? 5 : 3
        visible: count > 0
        width: parent.width

        Repeater {
            model: page.facts.rest

            KeyButton {
                id: way

                required property string screen
                required property string subject
                required property string title
                required sign

                height: rest.cellHeight
                text: title
                width: rest.cellWidth

                onClicked: page.session.go(way.screen, way.subject)
            }
        }
    }
}
