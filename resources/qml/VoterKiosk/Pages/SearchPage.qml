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
    readonly property real paneWidth: (landscape ? Math.floor(width * 0.46) : width) - 2 * Theme.margin
    readonly property real above: Theme.room + Math.ceil(Theme.title * Theme.boldPitch) + Theme.mm(4) + 3 * Theme.gap + Math.ceil(Theme.body * Theme.boldPitch) * 2 + Theme.mm(8) + Theme.target
    readonly property bool apart: above + gauge.height <= height * (landscape ? 1 : 0.6)

    function key(event: var): void {
        const text = event.text;
        if (event.key === Qt.Key_PageDown || event.key === Qt.Key_PageUp)
            frame.turn(event.key === Qt.Key_PageDown ? 1 : -1);
        else if (event.key === Qt.Key_Escape) {
            if (!facts.step_back())
                session.back();
        } else if (event.key === Qt.Key_Backspace)
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

    // What is found anew is seen from its beginning.
    function rewind(): void {
        for (const child of frame.children) {
            const view = child as Flickable;
            if (view !== null)
                view.contentY = 0;
        }
    }

    Accessible.name: qsTr("Search")
    Accessible.role: Accessible.Pane
    focus: true

    Keys.onPressed: event => key(event)

    Connections {
        function onChanged(): void {
            page.session.note(page.facts.subject);
            if (page.apart)
                page.rewind();
        }

        target: page.facts
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
            room: page.apart && page.landscape ? page.height - page.above : 0

            onCleared: page.facts.clear()
            onErased: page.facts.erase()
            onTyped: letter => page.facts.type(letter)
        }
    }
    Column {
        id: pane

        spacing: Theme.gap
        width: page.paneWidth
        x: Theme.margin
        y: Theme.room

        Column {
            spacing: Theme.mm(2)
            visible: page.apart
            width: parent.width

            Words {
                heading: true
                size: Theme.title
                text: qsTr("Search")
                width: parent.width
            }
            Bar {}
        }
        Loader {
            active: page.apart
            sourceComponent: ways
            visible: active
            width: parent.width
        }
        SearchField {
            id: field

            focus: true
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

        readonly property real begins: page.apart && page.landscape || pane.implicitHeight === 0 ? 0 : pane.y + pane.implicitHeight

        focus: false
        height: page.height - begins
        size: page.apart ? Theme.heading : Theme.title
        title: page.apart ? page.facts.headline : qsTr("Search")
        width: page.width - x
        x: page.apart && page.landscape ? pane.x + pane.width : 0
        y: begins

        Loader {
            active: !page.apart
            sourceComponent: ways
            visible: active
            width: parent.width
        }
        Loader {
            active: !page.apart
            sourceComponent: letters
            visible: active
            width: parent.width
        }
        Words {
            heading: true
            size: Theme.heading
            text: page.apart ? "" : page.facts.headline
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
            sign: "text"
            text: qsTr("Look under the first letter")
            visible: page.facts.missed && !page.facts.byLetter
            width: parent.width

            onClicked: page.facts.turn(true)
        }
        Words {
            text: page.facts.withheld
            width: parent.width
        }
        KeyButton {
            sign: "back"
            text: qsTr("Results of every kind")
            visible: page.facts.kind !== ""
            width: parent.width

            onClicked: page.facts.only("")
        }
        Repeater {
            model: page.facts.waiting && !page.facts.byLetter ? page.facts.hints : null

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
                    readonly property bool leads: page.facts.kind === "" && !page.facts.byLetter

                    sign: "down"
                    text: results.group.rest
                    visible: text !== "" && leads
                    width: frame.contentWidth

                    onClicked: page.facts.only(results.group.kind)
                }
                Words {
                    text: page.facts.kind === "" && !page.facts.byLetter ? "" : results.group.rest
                    width: frame.contentWidth
                }
            }
        }
    }
}
