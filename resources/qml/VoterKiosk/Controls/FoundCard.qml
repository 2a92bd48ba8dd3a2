import QtQuick
import VoterKiosk.Theme

// One thing that a check found: how grave it is, where it stands, what it is, what to do; a key, or a double click,
// opens its file.
Rectangle {
    id: card

    required property string severity
    required property string word
    required property string sign
    required property string file
    required property string place
    required property string sentence
    required property string remedy
    required property string path
    required property string openWord
    readonly property bool grave: severity === "error"
    readonly property string where: [file, place].filter(part => part !== "").join(" · ")

    signal opened

    Accessible.name: [word, where, sentence, remedy].filter(part => part !== "").join(". ").replace(/\u00a0/g, " ")
    Accessible.role: Accessible.StaticText
    border.color: grave ? Theme.accent : Theme.line
    border.width: grave ? Theme.rule : Theme.hair
    color: Theme.surface
    implicitHeight: said.implicitHeight + 2 * Theme.room
    radius: Theme.radius

    TapHandler {
        onDoubleTapped: card.opened()
    }
    Icon {
        id: mark

        colour: card.grave ? Theme.accent : Theme.soft
        name: card.sign
        size: Theme.body * 1.4
        x: Theme.room
        y: Theme.room
    }
    Column {
        id: said

        spacing: Theme.mm(1)
        width: parent.width - x - Theme.room
        x: mark.x + mark.width + Theme.gap
        y: Theme.room

        Words {
            Accessible.ignored: true
            color: card.grave ? Theme.accent : Theme.soft
            strong: true
            text: card.word + (card.where === "" ? "" : ": " + card.where)
            width: parent.width
        }
        Words {
            Accessible.ignored: true
            text: card.sentence
            width: parent.width
        }
        Words {
            Accessible.ignored: true
            color: Theme.soft
            text: card.remedy
            width: parent.width
        }
        KeyButton {
            description: card.where
            rim: activeFocus ? Theme.focus : Theme.edge
            rimmed: activeFocus
            sign: "next"
            signAfter: true
            text: card.openWord

            onClicked: card.opened()
        }
    }
}
