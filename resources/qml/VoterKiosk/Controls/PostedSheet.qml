pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// A ballot's list beside the posted one: choose the ballot, then page by page its columns and two boxes to tick.
Column {
    id: sheet

    required property PostedFacts facts
    property bool turning: true // the keys to go on stand below the boxes; else the page has them at its foot

    signal chosen(subject: string)

    spacing: Theme.room

    Column {
        spacing: Theme.gap
        visible: sheet.facts.choosing
        width: parent.width

        Repeater {
            model: sheet.facts.ballots

            Door {
                id: ballot

                required property string key

                sign: "ballot"
                width: sheet.width

                onClicked: sheet.chosen(key)
            }
        }
    }
    Neighbours {
        next: sheet.facts.next === "" ? "" : qsTr("Next page")
        plain: true
        previous: sheet.facts.previous === "" ? "" : qsTr("Previous page")
        visible: sheet.facts.choosing && height > 0
        width: parent.width

        onNextChosen: sheet.chosen(sheet.facts.next)
        onPreviousChosen: sheet.chosen(sheet.facts.previous)
    }
    Note {
        sign: "warning"
        text: sheet.facts.struck
        visible: text !== ""
        width: parent.width
    }
    Item {
        id: columns

        readonly property bool beside: width > Theme.body * 52 && right.count > 0

        implicitHeight: beside ? Math.max(one.implicitHeight, two.implicitHeight) : one.implicitHeight + two.implicitHeight
        visible: !sheet.facts.choosing
        width: parent.width

        Column {
            id: one

            width: columns.beside ? (parent.width - Theme.wide) / 2 : parent.width

            Repeater {
                model: sheet.facts.choosing ? null : sheet.facts.first

                Fact {
                    width: one.width
                }
            }
        }
        Column {
            id: two

            width: one.width
            x: columns.beside ? one.width + Theme.wide : 0
            y: columns.beside ? 0 : one.implicitHeight

            Repeater {
                id: right

                model: sheet.facts.choosing ? null : sheet.facts.rest

                Fact {
                    width: two.width
                }
            }
        }
    }
    Words {
        strong: true
        text: qsTr("These ticks are on this screen only and are not kept.")
        visible: sheet.facts.over
        width: parent.width
    }
    Item {
        id: question

        readonly property bool beside: width > Theme.body * 44

        implicitHeight: beside ? Math.max(asked.contentHeight, boxes.implicitHeight) : boxes.y + boxes.implicitHeight
        visible: !sheet.facts.choosing && !sheet.facts.over
        width: parent.width

        Words {
            id: asked

            strong: true
            text: qsTr("Is it as on the posted list?")
            width: question.beside ? (parent.width - Theme.wide) / 2 : parent.width
            y: question.beside ? (parent.height - contentHeight) / 2 : 0
        }
        Choices {
            id: boxes

            answers: [["right", qsTr("Right"), ""], ["wrong", qsTr("Wrong"), ""]]
            current: [sheet.facts.verdict]
            width: asked.width
            x: question.beside ? asked.width + Theme.wide : 0
            y: question.beside ? 0 : asked.contentHeight + Theme.room

            onChosen: verdict => sheet.facts.tick(verdict)
        }
    }
    PostedTurns {
        facts: sheet.facts
        visible: sheet.turning && !sheet.facts.choosing
        width: parent.width
    }
    Column {
        visible: sheet.facts.choosing || sheet.facts.over
        width: parent.width

        Repeater {
            model: sheet.facts.edition

            Fact {
                width: sheet.width
            }
        }
    }
}
