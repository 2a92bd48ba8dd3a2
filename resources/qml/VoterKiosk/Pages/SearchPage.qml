pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Search: a field and a pad of letters, or the letters of the index, and what is found, while it is typed. The pad
// stays where it is and the results scroll beside or below it; on a small screen the field alone stays.
FocusScope {
    id: page

    required property Session session
    required property SearchFacts facts
    readonly property bool landscape: width > height
    readonly property bool written: !facts.byLetter // changes with the way of looking, and not with each letter
    readonly property real paneWidth: landscape ? Math.floor(width * 0.48) - Theme.margin : width - 2 * Theme.margin
    readonly property bool lifted: Theme.lift > 0 // the title stands above the page
    readonly property real asking: Theme.room + (lifted ? 0 : Math.ceil(Theme.title * Theme.boldPitch) + Theme.mm(4) + Theme.gap) + 3 * Theme.gap + choosing + field.most(paneWidth) // all but the pad, at most
    readonly property real choosing: Math.max(Theme.target, Theme.height(qsTr("By first letter"), Theme.body, (paneWidth - Theme.gap) / 2 - 2 * Theme.room - Theme.body * 1.3 - Theme.gap) + Theme.mm(7) + Theme.lip)
    readonly property bool apart: asking + gauge.height <= height * (landscape ? 1 : 0.6)

    function key(event: var): void {
        const text = event.text;
        if (event.key === Qt.Key_Backspace)
            facts.erase();
        else if (text.length > 0 && text > " " && text !== "\u007f" && !(event.modifiers & (Qt.ControlModifier | Qt.AltModifier | Qt.MetaModifier))) {
            facts.type(text);
            if (!facts.byLetter)
                field.take();
        } else
            return;
        event.accepted = true;
    }

    // The letters that lead somewhere, as the pad takes them.
    function standing(letters: string): var {
        const found = {};
        for (const letter of letters)
            found[letter] = true;
        return found;
    }

    Accessible.name: qsTr("Search")
    Accessible.role: Accessible.Pane
    focus: true

    Keys.onPressed: event => key(event)

    Connections {
        function onChanged(): void {
            page.session.note(page.facts.subject);
            if (page.apart)
                frame.rewind(); // what is found anew is seen from its beginning
        }

        target: page.facts
    }
    component Title: Column {
        property int size: Theme.title

        spacing: Theme.mm(2)

        Words {
            focus: !page.written && parent.visible // else it is the field's
            heading: true
            size: (parent as Title).size
            text: qsTr("Search")
            width: parent.width
        }
        Bar {}
    }

    PadPlan {
        id: gauge

        width: page.paneWidth
    }
    Component {
        id: ways

        Halves {
            first: qsTr("Type letters")
            onSecond: page.facts.byLetter
            second: qsTr("By first letter")

            onChosen: second => page.facts.turn(second)
        }
    }
    Component {
        id: letters

        LetterPad {
            chosen: page.facts.letter
            digits: !page.facts.byLetter
            editing: !page.facts.byLetter
            live: page.facts.byLetter ? page.standing(page.facts.live) : null
            room: !page.apart ? 0 : page.landscape ? page.height - page.asking : page.height * 0.25

            onCleared: page.facts.clear()
            onErased: page.facts.erase()
            onTyped: letter => page.facts.type(letter)
        }
    }
    Title {
        readonly property bool aloft: page.lifted

        size: Theme.display
        visible: page.lifted
        width: page.width - 2 * Theme.margin
        x: Theme.margin
        y: -(Theme.lift + height) / 2
    }
    Column {
        id: pane

        spacing: Theme.gap
        width: page.apart ? page.paneWidth : page.width - 2 * Theme.margin
        x: Theme.margin
        y: Theme.room

        Title {
            visible: page.apart && !page.lifted
            width: parent.width
        }
        Loader {
            active: page.apart
            sourceComponent: ways
            visible: active
            width: parent.width
        }
        SearchField {
            id: field

            enabled: !page.facts.byLetter // in the index a letter of the keyboard chooses
            focus: page.written
            hint: qsTr("Name, question, place …")
            text: page.facts.text
            visible: !page.facts.byLetter
            width: parent.width

            onEdited: text => page.facts.retype(text)
        }
        Loader {
            active: page.apart
            sourceComponent: letters
            visible: active
            width: parent.width
        }
    }
    PageFrame {
        id: frame

        readonly property real begins: page.apart && page.landscape || pane.implicitHeight === 0 ? 0 : pane.y + pane.implicitHeight + Theme.mm(2.7)

        focus: false
        height: page.height - begins
        lift: 0
        size: Theme.heading
        title: page.facts.headline
        width: page.width - x
        x: page.apart && page.landscape ? pane.x + pane.width + Theme.mm(2.7) : 0
        y: begins

        KeyButton {
            sign: "text"
            text: qsTr("Another letter")
            visible: !page.apart && page.facts.letter !== "" // the pad has made room for what was found
            width: parent.width

            onClicked: page.facts.erase()
        }
        Loader {
            active: !page.apart && page.facts.letter === ""
            sourceComponent: letters
            visible: active
            width: parent.width
        }
        Loader {
            active: !page.apart
            sourceComponent: ways
            visible: active
            width: parent.width
        }
        Words {
            text: page.facts.advice
            width: parent.width
        }
        KeyButton {
            sign: "search"
            text: qsTr("Results for “%1”").arg(page.facts.near)
            visible: page.facts.near !== ""
            width: parent.width

            onClicked: page.facts.retype(page.facts.near)
        }
        KeyButton {
            sign: "back"
            text: qsTr("Results of every kind")
            visible: page.facts.kind !== ""
            width: parent.width

            onClicked: page.facts.only("")
        }
        KeyButton {
            sign: "text"
            text: qsTr("Look under the first letter")
            visible: !page.facts.byLetter && (page.facts.waiting || page.facts.missed)
            width: parent.width

            onClicked: page.facts.turn(true)
        }
        Repeater {
            model: page.facts.byLetter ? (page.facts.waiting ? page.facts.order : null) : page.facts.waiting || page.facts.missed ? page.facts.hints : null

            Told {}
        }
        Repeater {
            model: page.facts.groups

            Column {
                id: results

                required property ResultGroup group

                spacing: Theme.gap
                visible: group.count > 0
                width: frame.contentWidth

                Told {
                    sign: results.group.sign
                    text: ""
                    title: results.group.title
                }
                Repeater {
                    model: results.group.rows

                    Finding {
                        id: finding

                        required property string screen
                        required property string subject

                        width: frame.contentWidth

                        onClicked: page.session.go(finding.screen, finding.subject)
                    }
                }
                KeyButton {
                    readonly property bool leads: page.facts.kind === ""

                    sign: "down"
                    text: results.group.rest
                    visible: text !== "" && leads
                    width: frame.contentWidth

                    onClicked: page.facts.only(results.group.kind)
                }
                Words {
                    text: page.facts.kind === "" ? "" : results.group.rest
                    width: frame.contentWidth
                }
            }
        }
        Words {
            text: page.facts.few ? qsTr("Not what you are looking for? Try fewer letters, or look under the first letter.") : ""
            topPadding: Theme.room
            width: parent.width
        }
        KeyButton {
            sign: "text"
            text: qsTr("Look under the first letter")
            visible: page.facts.few
            width: parent.width

            onClicked: page.facts.turn(true)
        }
    }
}
