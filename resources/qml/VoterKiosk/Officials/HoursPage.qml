pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Sets the polling hours by a decision, one question a page.
OfficePage {
    id: page

    required property HoursFacts facts
    readonly property bool choosing: facts.step === "opens" || facts.step === "closes"
    readonly property bool sure: facts.step === "sure" || facts.step === "off"

    title: {
        switch (facts.step) {
        case "opens":
            return qsTr("When does voting begin?");
        case "closes":
            return qsTr("When does voting end?");
        case "number":
            return qsTr("What is the number of the decision?");
        case "sure":
            return qsTr("Set these hours?");
        case "off":
            return qsTr("Take these hours back?");
        default:
            return qsTr("Polling hours");
        }
    }
    under: facts.here

    Words {
        text: qsTr("This kiosk was not told its polling area, so it has no hours to set.")
        visible: page.facts.here === ""
        width: parent.width
    }
    Panel {
        visible: page.facts.here !== "" && (page.facts.step === "" || page.sure)
        width: parent.width

        Fact {
            given: true
            label: qsTr("Now")
            last: page.facts.by === "" && !page.sure
            value: page.facts.now
            width: parent.width
        }
        Fact {
            given: true
            label: qsTr("By decision")
            last: !page.sure
            value: page.facts.by
            visible: value !== ""
            width: parent.width
        }
        Fact {
            given: true
            label: qsTr("From now on")
            value: page.facts.chosen
            visible: value !== ""
            width: parent.width
        }
        Fact {
            given: true
            label: qsTr("By decision")
            last: true
            value: page.facts.named
            visible: page.facts.step === "sure"
            width: parent.width
        }
    }
    Words {
        text: page.facts.step === "off" ? qsTr("The hours of the bundle hold again.") : qsTr("The law allows voting to begin from 5:00 to 7:00 and to end from 19:00 to 21:00 (Article 71). Citizens see the hours together with the number of the decision. Opening earlier also ends campaigning earlier: 24 hours before.")
        visible: page.facts.here !== "" && (page.facts.step === "" || page.sure)
        width: parent.width
    }
    KeyButton {
        primary: true
        sign: "clock"
        text: qsTr("Set other hours")
        visible: page.facts.step === "" && page.facts.here !== ""
        width: parent.width

        onClicked: page.office.go("hours", "opens")
    }
    KeyButton {
        sign: "back"
        text: qsTr("Take back the hours set here")
        visible: page.facts.step === "" && page.facts.setHere
        width: parent.width

        onClicked: page.office.go("hours", "off")
    }
    Deal {
        id: hours

        least: Theme.body * 8
        lowest: Theme.mm(24)
        most: page.landscape ? 5 : 2
        visible: page.choosing
        width: parent.width

        Repeater {
            model: page.choosing ? page.facts.choices : []

            LetterKey {
                required property string modelData

                height: hours.cellHeight
                size: Theme.heading
                text: modelData
                width: hours.cellWidth

                onClicked: page.facts.choose(modelData)
            }
        }
    }
    TypedLine {
        id: line

        invitation: qsTr("For example 12/QĐ-UBND")
        typed: page.facts.typed
        visible: page.facts.step === "number"
        width: parent.width
    }
    LetterPad {
        room: Math.max(0, page.least - Theme.body * 12)
        visible: page.facts.step === "number"
        width: parent.width

        onCleared: page.facts.write("")
        onErased: page.facts.write(page.facts.typed.slice(0, -1))
        onTyped: letter => page.facts.write(page.facts.typed + letter)
    }
    Deal {
        id: marks

        least: Theme.mm(20)
        most: 3
        visible: page.facts.step === "number"
        width: parent.width

        Repeater {
            model: page.facts.step === "number" ? ["/", "-", "."] : []

            LetterKey {
                required property string modelData

                height: marks.cellHeight
                size: Theme.heading
                text: modelData
                width: marks.cellWidth

                onClicked: page.facts.write(page.facts.typed + modelData)
            }
        }
    }
    KeyButton {
        primary: true
        sign: "next"
        text: qsTr("Continue")
        visible: page.facts.step === "number"
        width: parent.width

        onClicked: page.facts.number()
    }
    Words {
        size: Theme.heading
        text: qsTr("Are you sure?")
        visible: page.sure
        width: parent.width
    }
    KeyButton {
        primary: true
        sign: "check"
        text: page.facts.step === "off" ? qsTr("Take these hours back") : qsTr("Set these hours")
        visible: page.sure
        width: parent.width

        onClicked: page.facts.save()
    }
}
