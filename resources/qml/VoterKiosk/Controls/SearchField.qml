pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// Shows what was typed, with a caret at its end, and takes a keyboard's letters, composed ones as well. What is typed
// on the pad comes in by `text`.
FocusScope {
    id: field

    required property string text
    property string hint: "" // what stands there while nothing was typed

    signal edited(text: string)

    // The keyboard's letters go here.
    function take(): void {
        input.forceActiveFocus();
    }

    // How high it may become, in pixels, where it is so wide and as much is typed as it takes.
    function most(width: real): real {
        const lines = Math.ceil(40 * Theme.heading * 0.72 / Math.max(1, width - 2 * Theme.room - sign.width - Theme.gap - Theme.mm(2)));
        return Math.max(Theme.target, lines * said.lineHeight + Theme.mm(4));
    }

    implicitHeight: Math.max(Theme.target, Math.ceil(Math.max(said.contentHeight, asked.visible ? asked.contentHeight : 0)) + Theme.mm(4))

    onTextChanged: input.agree()

    Rectangle {
        anchors.fill: parent
        border.color: Theme.accent
        border.width: Theme.rule
        color: Theme.surface
        radius: Theme.radius
    }
    Icon {
        id: sign

        colour: Theme.accent
        name: "search"
        size: Theme.heading * 1.3
        x: Theme.room
        y: (parent.height - height) / 2
    }
    Words {
        id: said

        readonly property string typed: field.text + input.preeditText
        readonly property string caret: "<font color=\"" + Theme.accent + "\">|</font>"

        Accessible.ignored: true
        size: Theme.heading
        strong: true
        text: typed.replace(/ $/, "&nbsp;") + caret // a space at the end moves the caret
        textFormat: Text.StyledText
        width: parent.width - x - Theme.room
        x: sign.x + sign.width + Theme.gap
        y: (parent.height - contentHeight) / 2
    }
    Words {
        id: asked

        Accessible.ignored: true
        color: Theme.soft
        text: said.typed === "" ? field.hint : ""
        width: parent.width - x - Theme.room
        x: said.x + Theme.heading * 0.5
        y: (parent.height - contentHeight) / 2
    }
    TextInput {
        id: input

        // The page may have kept less than was typed.
        function agree(): void {
            if (text !== field.text)
                text = field.text;
        }

        Accessible.description: field.text === "" ? field.hint.replace(/\u00a0/g, " ") : ""
        Accessible.editable: true
        Accessible.name: qsTr("Search field").replace(/\u00a0/g, " ")
        Accessible.searchEdit: true
        anchors.fill: parent
        color: "transparent"
        cursorDelegate: Item {}
        focus: true
        font.family: Theme.family
        font.pixelSize: Theme.body
        inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhSensitiveData // nothing of what was looked for is learnt
        selectByMouse: false
        text: field.text

        Keys.onPressed: event => {
            // Letters and Backspace alone. No clipboard, by whatever key: what one citizen copied, the next could paste.
            if (event.text === "" || (event.modifiers & (Qt.ControlModifier | Qt.MetaModifier)) || event.key === Qt.Key_Insert || event.key === Qt.Key_Delete)
                event.accepted = true;
        }
        onCursorPositionChanged: cursorPosition = length
        onSelectedTextChanged: deselect()
        // Typed, or set by a screen reader.
        onTextChanged: {
            if (text !== field.text) {
                field.edited(text);
                agree();
            }
        }
    }
}
