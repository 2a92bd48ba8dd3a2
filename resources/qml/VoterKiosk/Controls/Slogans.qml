pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// The committee's posters and slogans, one after the other, without a movement: the picture from edge to edge, the
// words large below it; a slogan without a picture has the whole place.
Item {
    id: slogans

    required property QtObject rows
    readonly property int count: leaves.count
    property int current: 0

    clip: true

    Timer {
        interval: 8000
        repeat: true
        running: slogans.visible && slogans.count > 1

        onTriggered: slogans.current = (slogans.current + 1) % slogans.count
    }
    Repeater {
        id: leaves

        model: slogans.rows

        Item {
            id: leaf

            required property int index
            required property string slogan
            required property string picture
            required property string alt
            readonly property bool drawn: picture !== "" && height > Theme.mm(70)

            function largest(): real {
                for (const size of [Math.max(Theme.display, Theme.text(15)), Theme.display, Theme.title, Theme.heading])
                    if (Theme.height(slogan, size, width - 2 * Theme.margin) < height - 2 * Theme.wide)
                        return size;
                return Theme.body;
            }

            anchors.fill: parent
            visible: index === slogans.current

            Image {
                Accessible.ignored: !leaf.drawn
                Accessible.name: leaf.alt.replace(/\u00a0/g, " ")
                Accessible.role: Accessible.Graphic
                fillMode: Image.PreserveAspectCrop
                height: parent.height - caption.height
                source: leaf.visible && width > 0 ? leaf.picture : "" // one at a time, and once its size is known
                sourceSize.width: width
                visible: leaf.drawn
                width: parent.width
            }
            Item {
                id: caption

                height: leaf.drawn ? words.contentHeight + 2 * Theme.room : leaf.height
                width: parent.width
                y: parent.height - height

                Bar {
                    visible: !leaf.drawn
                    x: Theme.margin
                    y: words.y - Theme.wide
                }
                Words {
                    id: words

                    heading: true
                    size: leaf.drawn ? Theme.title : leaf.largest()
                    text: leaf.slogan
                    width: parent.width - 2 * Theme.margin
                    x: Theme.margin
                    y: (parent.height - contentHeight) / 2
                }
            }
        }
    }
}
