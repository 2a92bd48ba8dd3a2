import QtQuick
import VoterKiosk.Theme

// The way to a video: its still, what it is called, what it is and how long it takes.
Press {
    id: door

    required property string title
    required property string detail
    required property string call
    required property string sign
    required property url still
    required property real ratio
    readonly property bool beside: width > Theme.body * 20

    description: detail
    text: call + ": " + title

    contentItem: Item {
        implicitHeight: door.beside ? Math.max(shot.height, said.implicitHeight) : shot.height + Theme.gap + said.implicitHeight

        Rectangle {
            id: shot

            border.color: Theme.edge
            border.width: Theme.hair
            color: Theme.surface
            height: Math.round(width * door.ratio)
            width: door.beside ? Math.min(parent.width * 0.38, Theme.mm(90)) : parent.width

            Image {
                Accessible.ignored: true
                anchors.fill: parent
                anchors.margins: Theme.hair
                fillMode: Image.PreserveAspectFit
                source: door.still
                sourceSize.width: width
            }
            PlaySign {
                anchors.centerIn: parent
            }
        }
        Column {
            id: said

            spacing: Theme.mm(1)
            width: door.beside ? parent.width - x : parent.width
            x: door.beside ? shot.width + Theme.room : 0
            y: door.beside ? Math.max(0, (parent.height - height) / 2) : shot.height + Theme.gap

            Item {
                height: Math.max(word.contentHeight, mark.size)
                width: parent.width

                Icon {
                    id: mark

                    colour: Theme.accent
                    height: size
                    name: door.sign
                    size: Theme.body * 1.3
                    width: size
                    y: (parent.height - height) / 2
                }
                Words {
                    id: word

                    Accessible.ignored: true
                    color: Theme.accent
                    strong: true
                    text: door.call
                    width: parent.width - x
                    x: mark.width + Theme.mm(2)
                    y: (parent.height - contentHeight) / 2
                }
            }
            Words {
                Accessible.ignored: true
                heading: true
                text: door.title
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                color: Theme.soft
                text: door.detail
                width: parent.width
            }
        }
    }
}
