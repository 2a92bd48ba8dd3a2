import QtQuick
import VoterKiosk.Theme

// Every text on the screen: size by role, a pitch of 1.45 em or more, wrapped between words, named for a screen reader.
Text {
    id: words

    property int size: Theme.body
    property bool strong: false
    property bool heading: false

    // A marked text as a person says it: without marks, entities and no-break spaces.
    function said(marked: string): string {
        return marked.replace(/<br>/g, "\n").replace(/<[^>]*>/g, "").replace(/\u00a0|&nbsp;/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
    }

    // How it is set, for Python, which cannot read enumerations (kiosk/modes.py).
    function modes(): string {
        return [wrapMode, effectiveHorizontalAlignment, verticalAlignment, lineHeightMode === Text.FixedHeight, textFormat === Text.StyledText].join(" ");
    }

    Accessible.focusable: heading
    Accessible.ignored: text === ""
    Accessible.name: textFormat === Text.StyledText ? said(text) : text.replace(/\u00a0/g, " ")
    Accessible.role: heading ? Accessible.Heading : Accessible.StaticText
    color: Theme.ink
    font.family: Theme.family
    font.pixelSize: size
    font.weight: strong || heading ? Font.Bold : Font.Normal
    lineHeight: Math.ceil(size * (font.weight > Font.Normal ? Theme.boldPitch : Theme.linePitch))
    lineHeightMode: Text.FixedHeight
    textFormat: Text.PlainText
    visible: text !== ""
    wrapMode: Text.Wrap
}
