pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// What a passer-by sees: the committee's poster, the day in letters to be read across a yard, and the key that begins.
FocusScope {
    id: page

    required property Session session
    required property AttractFacts facts
    readonly property bool landscape: width > height
    readonly property bool alone: height < Theme.body * (landscape ? 17 : 26) || (landscape && width * 0.52 < Theme.display * 10) // no room for a poster
    readonly property real fieldWidth: landscape && !alone ? Math.round(width * 0.52) : width
    readonly property int far: Math.max(Theme.display, Theme.text(Math.min(17, fieldWidth / Theme.pixelsPerMm / 16, height / Theme.pixelsPerMm / 15)))

    // What fits besides the day and the key, what a voter needs most first.
    readonly property real column: fieldWidth - 2 * Theme.margin
    readonly property string place: facts.place === facts.electionTitle ? "" : facts.place
    readonly property string urgent: facts.urgent === "" ? "" : qsTr("Urgent notice") + ": " + facts.urgent
    readonly property real core: 2 * Theme.margin + 2 * Theme.wide + Math.max(Theme.title * 1.6, Theme.height(begin.text, Theme.title, column - Theme.title * 1.6 - 3 * Theme.room)) + Theme.mm(28) + Theme.height(facts.above, Theme.heading, column) + Theme.height(facts.first, far, column) + Theme.height(facts.second, far, column)
    readonly property real spare: height * (landscape || alone ? 1 : 0.75) - core
    readonly property real belowNeeds: Theme.height(facts.below, Theme.heading, column)
    readonly property real placeNeeds: belowNeeds + Theme.height(place, Theme.body, column)
    readonly property real urgentNeeds: placeNeeds + Theme.height(urgent, Theme.body, column)
    readonly property real languagesNeed: facts.languages === "" ? 0 : urgentNeeds + Theme.mm(2) + Theme.height(facts.languages, Theme.body, column)
    readonly property real detailNeeds: Math.max(urgentNeeds, languagesNeed) + Theme.height(facts.placeDetail, Theme.body, column)

    focus: true

    Item {
        id: show

        height: page.landscape ? page.height : field.y
        visible: !page.alone
        width: page.landscape ? page.width - page.fieldWidth : page.width

        Slogans {
            anchors.fill: parent
            rows: page.facts.posters
            visible: count > 0
        }
        Column {
            id: plain // without a poster: what it is about, as large as there is room for, and the sign where some is left

            readonly property real room: show.height - 2 * Theme.wide - hint.contentHeight - spacing
            readonly property int fitting: {
                for (const size of [Theme.title, Theme.heading])
                    if (Theme.height(about.text, size, width) < room)
                        return size;
                return Theme.body;
            }
            readonly property real remaining: room - about.contentHeight - spacing

            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.room
            visible: posters.count === 0
            width: parent.width - 2 * Theme.margin
            x: Theme.margin

            Icon {
                colour: Theme.accent
                name: "box"
                size: Math.max(1, Math.min(Theme.mm(110), show.height * 0.42, plain.remaining))
                visible: plain.remaining > Theme.mm(14)
            }
            Words {
                id: about

                heading: true
                size: plain.fitting
                text: page.facts.empty ? qsTr("There is no election information in this kiosk yet") : page.facts.electionTitle
                width: parent.width
            }
            Words {
                id: hint

                text: page.facts.empty ? qsTr("Please read the lists that are posted at the polling place, or ask the staff.") : ""
                width: parent.width
            }
        }
        Repeater {
            id: posters

            model: page.facts.posters

            Item {}
        }
    }
    Rectangle {
        id: field

        color: Theme.field
        height: page.landscape || page.alone ? page.height : inside.implicitHeight + 2 * Theme.margin
        width: page.fieldWidth
        x: page.width - width
        y: page.height - height

        Rectangle {
            color: Theme.fieldInk
            height: page.landscape ? parent.height : Theme.rule
            visible: !Theme.tokens.tinted
            width: page.landscape ? Theme.rule : parent.width
        }
        Column {
            id: inside

            spacing: Theme.mm(2)
            width: parent.width - 2 * Theme.margin
            x: Theme.margin
            y: (parent.height - implicitHeight) / 2

            Words {
                color: Theme.fieldInk
                size: Theme.heading
                text: page.height > Theme.mm(95) ? page.facts.above : "" // a panel of seven inches on its side has no room
                width: parent.width
            }
            Words {
                Accessible.name: [page.facts.first, page.facts.second].filter(part => part !== "").join(" ").replace(/\u00a0/g, " ")
                color: Theme.fieldInk
                focus: true // a screen reader begins with what day it is
                heading: true
                size: page.far
                text: page.facts.first
                width: parent.width
            }
            Words {
                Accessible.ignored: true // the second half of what is above
                color: Theme.fieldInk
                heading: true
                size: page.far
                text: page.facts.second
                width: parent.width
            }
            Words {
                color: Theme.fieldInk
                size: Theme.heading
                text: page.belowNeeds < page.spare ? page.facts.below : ""
                width: parent.width
            }
            Item {
                height: Theme.mm(3)
                width: 1
            }
            Words {
                color: Theme.fieldInk
                strong: true
                text: page.placeNeeds < page.spare ? page.place : ""
                width: parent.width
            }
            Words {
                color: Theme.fieldInk
                text: page.detailNeeds < page.spare ? page.facts.placeDetail : ""
                width: parent.width
            }
            Words {
                color: Theme.fieldInk
                strong: true
                text: page.urgent === "" || page.urgentNeeds < page.spare ? page.urgent : page.placeNeeds + Theme.body * 1.5 < page.spare ? qsTr("Urgent notice") : ""
                width: parent.width
            }
            Words {
                color: Theme.fieldInk
                text: page.languagesNeed < page.spare ? page.facts.languages : "" // the strip has them in any case
                width: parent.width
            }
            Item {
                height: Theme.room
                width: 1
            }
            Invitation {
                down: begin.down
                text: begin.text
                width: parent.width
            }
        }
    }
    Everywhere {
        id: begin // over all of it, and read after it

        anchors.fill: parent
        text: qsTr("Touch the screen to begin")

        onClicked: page.session.go("home", "")
    }
}
