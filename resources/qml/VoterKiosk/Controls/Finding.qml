import QtQuick
import VoterKiosk.Theme

// One thing that was found: what it is, with the letters that matched in bold and underlined, and a line about it.
Card {
    id: finding

    required property string title // StyledText, as is detail
    required property string name
    required property string detail
    required property string said
    required property string note

    centred: true
    description: [note, said].filter(part => part !== "").join(". ")
    inset: Theme.mm(3)
    text: name

    Words {
        Accessible.ignored: true
        lineHeight: Math.ceil(Theme.heading * Theme.boldPitch)
        size: Theme.heading
        text: finding.title
        textFormat: Text.StyledText
        width: parent.width
    }
    Words {
        Accessible.ignored: true
        color: Theme.accent
        strong: true
        text: finding.note
        width: parent.width
    }
    Words {
        Accessible.ignored: true
        color: Theme.soft
        lineHeight: Math.ceil(Theme.body * Theme.boldPitch)
        text: finding.detail
        textFormat: Text.StyledText
        width: parent.width
    }
}
