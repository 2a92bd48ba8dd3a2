import QtQuick
import VoterKiosk.Theme

// Where a screen's content comes from, and of what day it is.
Column {
    id: foot

    required property string source

    spacing: Theme.mm(3) // more than a page shows below its last whole piece
    visible: source !== ""

    Rectangle {
        color: Theme.line
        height: Theme.hair
        width: foot.width
    }
    Words {
        color: Theme.soft
        text: foot.source
        width: foot.width
    }
}
