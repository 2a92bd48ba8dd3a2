import QtQuick
import VoterKiosk.Theme

// A key of the strip: always in the text size that was chosen, and slim where the screen is small.
KeyButton {
    id: key

    required property real wide // in pixels
    required property real high
    required property string manner // "stacked": the sign above the word; "flat": before it; "bare": the word alone; "slim": it fills the key
    readonly property int pad: Theme.mm(manner === "stacked" ? 3 : manner === "slim" ? 0.3 : 1.2)
    required property string drawing

    bottomPadding: pad + Theme.lip
    height: high
    implicitHeight: Math.max(Math.ceil(12.9 * Theme.pixelsPerMm), Math.ceil(implicitContentHeight) + topPadding + bottomPadding)
    leftPadding: manner === "flat" ? Theme.room : Theme.mm(0.5)
    sign: manner === "bare" || manner === "slim" ? "" : drawing
    size: Theme.body
    stacked: manner !== "flat"
    topPadding: pad + (down ? Theme.lip : 0)
    width: wide
}
