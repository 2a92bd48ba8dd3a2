pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Controls
import VoterKiosk.Theme

// Where files may go: a key for each stick, and one for the kiosk's own folder.
Column {
    id: keys

    required property var places // a model of path, title and stick

    signal chosen(path: string)

    spacing: Theme.gap

    Repeater {
        model: keys.places

        KeyButton {
            required property string path
            required property string title
            required property bool stick

            primary: stick
            inkColour: primary ? Theme.accentInk : Theme.ink
            sign: stick ? "take" : "place"
            text: title
            width: keys.width

            onClicked: keys.chosen(path)
        }
    }
}
