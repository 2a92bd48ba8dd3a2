pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// One question to an official: something to choose, a name, digits, or whether she is sure; and at the end what was done.
PageFrame {
    id: page

    required property Office office
    required property EntryFacts facts
    readonly property real slim: Math.min(contentWidth, Theme.mm(160))
    readonly property bool answered: facts.ended || facts.kind === "sure" // nothing is asked for but a word
    readonly property bool named: facts.kind === "name"
    readonly property bool counted: facts.kind === "pin" || facts.kind === "digits"
    readonly property bool few: starting && facts.found < 5 // ways that may be large
    readonly property bool starting: office.starting && office.entered // at the first start nobody leaves, one goes on

    kicker: office.kicker
    title: facts.title

    foot: KeyPair {
        first: page.starting ? (page.office.canGoBack || page.facts.deep) && !page.facts.ended ? qsTr("Back") : "" : page.office.entered || !page.facts.ended ? qsTr("Back") : ""
        firstLive: !page.facts.waiting
        firstSign: "back"
        second: page.facts.onward !== "" ? page.facts.onward : !page.starting ? qsTr("Leave") : page.facts.ended ? qsTr("Continue") : ""
        secondSign: page.facts.onward !== "" ? "check" : page.starting ? "next" : "finish"
        width: parent.width

        onFirstChosen: page.facts.back()
        onSecondChosen: page.facts.onward !== "" ? page.facts.next() : page.starting ? page.facts.goOn() : page.office.leave()
    }

    Keys.onEscapePressed: facts.back()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            facts.next();
        else if (event.key === Qt.Key_Backspace)
            facts.erase();
        else if (counted && event.text >= "0" && event.text <= "9")
            facts.digit(event.text);
        else if (named && event.text !== "")
            facts.keyboard(facts.text + event.text);
        else
            return;
        event.accepted = true;
    }

    Note {
        sign: "warning"
        text: page.office.message
        visible: text !== ""
        width: parent.width
    }
    Words {
        text: page.answered ? "" : page.facts.under
        width: parent.width
    }
    Note {
        large: true
        sign: page.facts.ended ? "check" : "question"
        text: page.facts.under
        visible: page.answered && text !== ""
        width: parent.width
    }
    Words {
        text: qsTr("One moment …")
        visible: page.facts.waiting
        width: parent.width
    }
    Words {
        horizontalAlignment: Text.AlignHCenter
        size: Theme.display
        strong: true
        text: page.facts.shown
        width: parent.width
    }
    Words {
        Accessible.name: qsTr("%n digits typed", "", page.facts.length)
        horizontalAlignment: Text.AlignHCenter
        size: Theme.title
        strong: true
        text: page.facts.length === 0 ? "–" : "●".repeat(page.facts.length)
        visible: page.facts.kind === "pin"
        width: page.slim
        x: (page.contentWidth - width) / 2
    }
    TypedLine {
        invitation: page.named ? qsTr("Type the name.") : page.counted ? qsTr("Type the digits.") : qsTr("Type some letters of what is looked for.")
        typed: page.facts.text
        visible: page.named || page.facts.kind === "digits" || page.facts.kind === "choose" && page.facts.seeking
        width: page.counted ? page.slim : parent.width
        x: (page.contentWidth - width) / 2
    }
    Loader {
        active: page.counted
        visible: active
        width: page.slim
        x: (page.contentWidth - width) / 2

        sourceComponent: DigitPad {
            digits: page.facts.digits
            room: page.least - Theme.body * 11
            width: page.slim

            onErased: page.facts.erase()
            onTyped: digit => page.facts.digit(digit)
        }
    }
    Loader {
        active: page.named
        visible: active
        width: parent.width

        sourceComponent: NamePad {
            letters: page.facts.letters
            tones: page.facts.tones
            width: page.contentWidth

            onCleared: page.facts.clear()
            onErased: page.facts.erase()
            onToned: mark => page.facts.tone(mark)
            onTyped: letter => page.facts.letter(letter)
        }
    }
    Loader {
        active: page.facts.kind === "choose" && page.facts.seeking
        visible: active
        width: parent.width

        sourceComponent: LetterPad {
            width: page.contentWidth

            onCleared: page.facts.clear()
            onErased: page.facts.erase()
            onTyped: letter => page.facts.letter(letter)
        }
    }
    Words {
        text: qsTr("Nothing fits what was typed.")
        visible: page.facts.kind === "choose" && page.facts.seeking && page.facts.found === 0
        width: parent.width
    }
    Deal {
        id: dealt

        least: Theme.body * 16
        lowest: Theme.mm(page.few ? 34 : 24)
        most: page.landscape || page.facts.found > 6 ? 2 : 1
        visible: page.facts.kind === "choose"
        width: parent.width

        Repeater {
            model: page.facts.kind === "choose" ? page.facts.ways : null

            Door {
                id: door

                required property string value
                required property bool inForce

                Accessible.checkable: inForce
                Accessible.checked: inForce
                chosen: inForce
                height: dealt.cellHeight
                size: page.few ? Theme.heading : Theme.body
                width: dealt.cellWidth

                onClicked: page.facts.choose(value)
            }
        }
    }
}
