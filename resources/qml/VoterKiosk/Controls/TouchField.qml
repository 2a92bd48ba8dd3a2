pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// Targets all over the screen, each to be touched once. In the middle stands what to do, and the way out for who
// finds one that does not answer.
Item {
    id: field

    required property string title
    required property string help
    required property string dead // the key for a target that does not answer
    readonly property int columns: Math.max(2, Math.floor(width / Theme.mm(44)))
    readonly property int half: Math.max(1, Math.floor((height - middle.height) / 2 / Theme.mm(40))) // rows above the middle, and below
    readonly property real cell: Math.floor((width - Theme.gap * (columns + 1)) / columns)
    readonly property real high: Math.floor(((height - middle.height) / 2 - Theme.gap * half) / half)
    readonly property int remaining: 2 * half * columns - touched
    property int touched: 0

    signal all
    signal failed

    component Half: Grid {
        id: part

        required property int from

        columns: field.columns
        spacing: Theme.gap
        x: Theme.gap

        Repeater {
            model: field.half * field.columns

            Press {
                id: target

                required property int index

                chosen: false
                enabled: !chosen
                fill: chosen ? Theme.accent : Theme.surface
                height: field.high - Theme.gap / 2
                text: chosen ? qsTr("Target %1, touched").arg(part.from + index + 1) : qsTr("Target %1").arg(part.from + index + 1)
                width: field.cell

                contentItem: Item {
                    Icon {
                        anchors.centerIn: parent
                        colour: Theme.accentInk
                        name: "check"
                        size: Theme.heading * 1.4
                        visible: target.chosen
                    }
                }

                onClicked: {
                    chosen = true;
                    field.touched += 1;
                    if (field.remaining === 0)
                        field.all();
                }
            }
        }
    }

    Half {
        from: 0
        y: Theme.gap
    }
    Item {
        id: middle

        height: said.height + 2 * Theme.room
        width: field.width
        y: (field.height - height) / 2

        Column {
            id: said

            anchors.centerIn: parent
            spacing: Theme.gap
            width: parent.width - 2 * Theme.margin

            Words {
                heading: true
                horizontalAlignment: Text.AlignHCenter
                size: Theme.heading
                text: field.title
                width: parent.width
            }
            Words {
                horizontalAlignment: Text.AlignHCenter
                text: field.help
                width: parent.width
            }
            KeyButton {
                anchors.horizontalCenter: parent.horizontalCenter
                sign: "warning"
                text: field.dead

                onClicked: field.failed()
            }
        }
    }
    Half {
        from: field.half * field.columns
        y: middle.y + middle.height
    }
}
