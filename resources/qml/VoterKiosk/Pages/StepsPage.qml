pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// How to vote, a step a screen: where one is on the way, what to do in large letters, and the next step as the key.
PageFrame {
    id: page

    required property Session session
    required property StepsFacts facts

    emblemed: true
    kicker: facts.topic
    size: Math.max(Theme.title, Theme.text(8.5))
    text: !landscape
    title: facts.title
    under: facts.position

    emblem: Numeral {
        number: page.facts.number
    }
    foot: Neighbours {
        next: page.facts.next === "" ? qsTr("Start page") : qsTr("Next step")
        previous: page.facts.previous === "" ? "" : qsTr("Previous step")
        width: parent.width

        onNextChosen: {
            if (page.facts.next === "")
                page.session.home();
            else
                page.session.beside("steps", page.facts.next);
        }
        onPreviousChosen: page.session.beside("steps", page.facts.previous)
    }

    Way {
        marks: page.facts.marks
        text: page.facts.position
        width: page.contentWidth
    }
    Item {
        id: task

        readonly property bool beside: page.landscape && width > Theme.body * 44 && ways.implicitHeight + 3 * Theme.wide < page.least

        implicitHeight: beside ? Math.max(does.implicitHeight, ways.implicitHeight) : does.implicitHeight
        width: page.contentWidth

        Column {
            id: does

            spacing: Theme.room
            width: task.beside ? task.width * 0.56 : Math.min(task.width, Theme.body * 34)

            Blocks {
                large: true
                rows: page.facts.blocks
                width: parent.width
            }
            KeyButton {
                sign: "practice"
                text: qsTr("Practise on a sample ballot")
                visible: page.facts.practice
                width: parent.width

                onClicked: page.session.go("practice", "")
            }
        }
        StepList {
            id: ways

            marks: page.facts.marks
            visible: task.beside
            width: task.width * 0.38
            x: task.width - width

            onChosen: number => page.session.beside("steps", number.toString())
        }
    }
    Item {
        id: rest

        height: all.implicitHeight + Theme.room // shown where there is room to spare: nobody has to scroll for it
        visible: !task.beside && page.spare > all.implicitHeight + Theme.room + Theme.wide
        width: page.contentWidth

        StepList {
            id: all

            marks: page.facts.marks
            width: Math.min(parent.width, Theme.body * 34)
            y: Theme.room

            onChosen: number => page.session.beside("steps", number.toString())
        }
    }
    Foot {
        source: page.facts.source
        width: parent.width
    }
}
