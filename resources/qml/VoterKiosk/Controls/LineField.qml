import QtQuick
import VoterKiosk.Theme

// A line to be typed, with what it is above it. A passphrase is not shown, nor learnt by anybody. (echoMode tells a screen
// reader so; with Accessible.passwordEdit Qt would keep the name from it.)
FocusScope {
    id: field

    required property string label
    property string hint: "" // what stands there while nothing was typed
    property string start: "" // what stands there first
    property bool secret: false
    readonly property alias text: input.text

    signal edited(text: string)
    signal entered

    // Nothing is typed any more.
    function clear(): void {
        input.text = "";
    }

    implicitHeight: name.contentHeight + Theme.mm(1) + frame.height

    onStartChanged: {
        if (!input.activeFocus) {
            input.text = start;
            input.cursorPosition = 0;
        }
    }

    Words {
        id: name

        Accessible.ignored: true
        color: Theme.soft
        text: field.label
        width: parent.width
    }
    Rectangle {
        id: frame

        border.color: input.activeFocus ? Theme.focus : Theme.edge
        border.width: input.activeFocus ? Theme.rule : Theme.hair
        color: Theme.surface
        height: Math.max(Theme.target, Math.ceil(Theme.body * Theme.linePitch) + 2 * Theme.mm(1.4))
        radius: Theme.mm(1.5)
        width: parent.width
        y: name.contentHeight + Theme.mm(1)

        Words {
            Accessible.ignored: true
            color: Theme.soft
            elide: Text.ElideRight
            font.italic: true
            text: input.text === "" && input.preeditText === "" ? field.hint : ""
            width: parent.width - 2 * Theme.mm(3)
            wrapMode: Text.NoWrap
            x: Theme.mm(3)
            y: (parent.height - contentHeight) / 2
        }
        TextInput {
            id: input

            Accessible.description: field.hint.replace(/\u00a0/g, " ")
            Accessible.editable: true
            Accessible.name: field.label.replace(/\u00a0/g, " ")
            Accessible.role: Accessible.EditableText
            activeFocusOnTab: true
            clip: true
            color: Theme.ink
            echoMode: field.secret ? TextInput.Password : TextInput.Normal
            focus: true
            font.family: Theme.family
            font.pixelSize: Theme.body
            height: parent.height
            inputMethodHints: field.secret ? Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoPredictiveText : Qt.ImhNone
            selectByMouse: true
            selectedTextColor: Theme.accentInk
            selectionColor: Theme.focus
            text: field.start
            verticalAlignment: TextInput.AlignVCenter
            width: parent.width - 2 * Theme.mm(3)
            x: Theme.mm(3)

            Component.onCompleted: cursorPosition = 0 // what is longer than the line begins at its beginning

            onAccepted: field.entered()
            onActiveFocusChanged: {
                if (!activeFocus)
                    cursorPosition = 0;
            }
            onTextEdited: field.edited(text)
        }
    }
}
