pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// What is heard, shown where it stands: a frame around the piece that is read, a bar under the word. Both lie in what
// they mark, so they move with it and are cut off with it; the page follows.
Item {
    id: follow

    required property Listening voice
    readonly property Item piece: voice.item
    readonly property Item host: piece instanceof Column ? piece.parent : piece // a column would lay the frame out
    readonly property Words words: voice.text as Words

    function reveal(item: Item, y: real, height: real): void {
        let owner = item.parent;
        while (owner && !(owner instanceof PageFrame))
            owner = owner.parent;
        if (owner)
            (owner as PageFrame).follow(item, y, height);
    }

    Connections {
        function onFollowed(): void {
            if (follow.voice.item && follow.voice.speaking && follow.voice.places.length === 0)
                follow.reveal(follow.voice.item, 0, follow.voice.item.height);
            else if (follow.voice.text && follow.voice.places.length > 0)
                follow.reveal(follow.voice.text, follow.voice.places[0].y, follow.voice.places[0].height);
        }

        target: follow.voice
    }
    Rectangle {
        readonly property real margin: Theme.mm(1.6)

        border.color: Theme.accent
        border.width: Theme.rule * 1.5
        color: "transparent"
        height: (follow.piece?.height ?? 0) + 2 * margin
        parent: follow.host ?? follow
        radius: Theme.radius
        visible: follow.piece !== null
        width: (follow.piece?.width ?? 0) + 2 * margin
        x: (follow.host === follow.piece ? 0 : follow.piece.x) - margin
        y: (follow.host === follow.piece ? 0 : follow.piece.y) - margin
        z: -1
    }
    Repeater {
        model: follow.voice.places

        Item { // stays here, beside its like; the text that the mark lies in may go with its page at any time
            id: place

            required property rect modelData
            readonly property bool dark: (follow.words?.color.hslLightness ?? 0) < 0.5

            Rectangle {
                color: Theme.tokens.tinted && place.dark ? Theme.heard : "transparent"
                height: place.modelData.height
                parent: follow.words ?? place
                width: place.modelData.width + Theme.mm(1)
                x: place.modelData.x - Theme.mm(0.5)
                y: place.modelData.y
                z: -1

                Rectangle {
                    anchors.bottom: parent.bottom
                    color: follow.words?.color ?? Theme.ink
                    height: Theme.rule
                    width: parent.width
                }
            }
        }
    }
}
