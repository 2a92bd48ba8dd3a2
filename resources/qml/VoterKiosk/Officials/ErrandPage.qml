pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Something that is done in a few steps: whatever the step has is shown, and the one thing to do is on the foot.
OfficePage {
    id: page

    required property ErrandFacts facts

    lead: facts.lead
    leadSign: facts.leadSign
    onward: false
    settled: facts.back
    title: facts.title
    under: facts.under

    onLed: facts.follow()

    Note {
        sign: page.facts.noteSign
        text: page.facts.note
        visible: text !== ""
        width: parent.width
    }
    Words {
        horizontalAlignment: Text.AlignHCenter
        size: Theme.display
        strong: true
        text: page.facts.shown
        width: parent.width
    }
    Progress {
        amount: page.facts.amount
        share: page.facts.share
        text: page.facts.doing
        visible: page.facts.working
        width: parent.width
    }
    Note {
        sign: "check"
        text: qsTr("The stick may be pulled.")
        visible: page.facts.working && page.facts.mayPull
        width: parent.width
    }
    Deal {
        id: dealt

        full: false
        least: Theme.body * 22
        lowest: naturalCell + Math.min(Theme.mm(16), page.spare / Math.max(1, count))
        most: 1
        visible: count > 0
        width: parent.width

        Repeater {
            model: page.facts.choices

            Door {
                required property string key

                height: dealt.cellHeight
                size: Theme.heading
                width: dealt.cellWidth

                onClicked: page.facts.choose(key)
            }
        }
    }
    Column {
        visible: children.length > 1
        width: parent.width

        Repeater {
            model: page.facts.rows

            Fact {
                required property string name
                required property bool wrong

                given: !wrong
                label: name
                width: parent.width
            }
        }
    }
    Words {
        heading: true
        size: Theme.heading
        text: page.facts.heading
        width: parent.width
    }
    Repeater {
        model: page.facts.lines

        Column {
            id: line

            required property string text
            required property string details

            spacing: Theme.mm(1)
            width: parent.width

            Words {
                strong: true
                text: line.text
                width: parent.width
            }
            Words {
                color: Theme.soft
                text: line.details
                width: parent.width
            }
        }
    }
    Column {
        visible: children.length > 1
        width: parent.width

        Repeater {
            model: page.facts.moreRows

            Fact {
                required property string name
                required property bool wrong

                given: !wrong
                label: name
                width: parent.width
            }
        }
    }
    Words {
        color: Theme.soft
        text: page.facts.remark
        width: parent.width
    }
    Item {
        Accessible.ignored: true
        height: Math.max(0, page.spare - Theme.room) // stands in what is left, and asks for nothing
        visible: page.facts.drawing !== "" && dealt.count === 0 && page.spare > Theme.mm(40)
        width: parent.width

        Icon {
            colour: Theme.accent
            name: page.facts.drawing
            size: Math.min(parent.height * 0.5, parent.width * 0.4, Theme.mm(90))
            x: (parent.width - width) / 2
            y: (parent.height - height) / 2
        }
    }
}
