import QtQuick
import VoterKiosk.Theme

// One item of a list: its mark, and the text hung beside it.
Item {
    id: marked

    required property string text
    property string mark: "–"
    property int size: Theme.body

    implicitHeight: Math.ceil(Math.max(words.contentHeight, sign.contentHeight))

    Words {
        id: sign

        Accessible.ignored: true
        color: Theme.accent
        lineHeight: words.lineHeight
        size: marked.size
        strong: true
        text: marked.mark
    }
    Words {
        id: words

        Accessible.name: (marked.mark === "–" ? "" : marked.mark + " ") + said(text)
        size: marked.size
        text: marked.text.replace(/\u00a0/g, "&nbsp;") // StyledText takes one for a space that it may break at
        textFormat: Text.StyledText
        width: marked.width - x
        x: marked.size * 1.5
    }
}
