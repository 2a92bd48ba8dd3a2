pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// Shows what was typed, with a caret at its end, and takes a keyboard's letters, composed ones as well. What is typed
// on the pad comes in by `text`.
Item {
    id: field

    required property string text
    property string hint: "" // what stands there while nothing was typed

    signal edited(text: string)

    // The keyboard's letters go here.
    function take(): void {
        input.forceActiveFocus();
    }

    implicitHeight: Math.max(Theme.target, Math.ceil(words.lineHeight * Math.max(1, said.lineCount, asked.visible ? asked.lineCount : 0)) + Theme.mm(4))

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
    Item {
        id: words

        readonly property int lineHeight: Math.ceil(Theme.heading * Theme.boldPitch)
        readonly property string text: field.text + input.preeditText

        height: field.height - Theme.mm(4)
        width: parent.width - x - Theme.room
        x: sign.x + sign.width + Theme.gap
        y: Theme.mm(2)

        Words {
            id: said

            property real end: 0
            property real line: 0

            Accessible.ignored: true
            size: Theme.heading
            strong: true
            text: words.text.replace(/ $/, "\u00a0") // a space at the end moves the caret
            width: parent.width - Theme.mm(2)
            y: (parent.height - contentHeight) / 2

            onLineLaidOut: line => {
                if (line.isLast) {
                    said.end = line.x + line.implicitWidth;
                    said.line = line.y;
                }
            }
        }
        Words {
            id: asked

            Accessible.ignored: true
            color: Theme.soft
            text: words.text === "" ? field.hint : ""
            width: parent.width - x
            x: Theme.mm(2)
            y: (parent.height - contentHeight) / 2
        }
        Rectangle {
            Accessible.ignored: true
            color: Theme.accent
            height: Math.ceil(Theme.heading * 1.15)
            width: Theme.rule
            x: words.text === "" ? 0 : said.end + Theme.mm(0.4)
            y: (words.text === "" ? (parent.height - words.lineHeight) / 2 : said.y + said.line) + (words.lineHeight - height) / 2
        }
    }
    TextInput {
        id: input

        // The page may have kept less than was typed.
        function agree(): void {
            if (text !== field.text)
                text = field.text;
        }

        Accessible.name: field.text === "" ? qsTr("Search field, nothing typed yet") : qsTr("Search field: %1").arg(field.text)
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
            // No clipboard: what one citizen copied, the next could paste.
            if ((event.modifiers & (Qt.ControlModifier | Qt.MetaModifier)) || event.key === Qt.Key_Insert || event.key === Qt.Key_Delete)
                event.accepted = true;
        }
        onCursorPositionChanged: cursorPosition = length
        onSelectedTextChanged: deselect()
        onTextEdited: {
            field.edited(text);
            agree();
        }
    }
}
