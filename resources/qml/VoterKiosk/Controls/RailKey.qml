import QtQuick
import VoterKiosk.Theme

// A step of the work, on the left of the desk: its number, its name, how it stands.
Press {
    id: key

    required property int number
    required property string name
    required property string status
    required property string sign
    required property bool here

    bottomPadding: Theme.mm(3)
    choice: true
    chosen: here
    description: status
    fill: here ? Theme.surface : "transparent"
    leftPadding: Theme.mm(5)
    raised: false
    rightPadding: Theme.mm(3)
    rimmed: false
    text: number + ". " + name
    topPadding: Theme.mm(3)

    contentItem: Item {
        implicitHeight: Math.max(circle.height, words.implicitHeight)

        Rectangle {
            id: circle

            border.color: Theme.accent
            border.width: Theme.rule
            color: key.here ? Theme.accent : Theme.paper
            height: width
            radius: width / 2
            width: Theme.mm(9)
            y: (parent.height - height) / 2

            Words {
                Accessible.ignored: true
                anchors.centerIn: parent
                color: key.here ? Theme.accentInk : Theme.accent
                strong: true
                text: key.number
            }
        }
        Column {
            id: words

            width: parent.width - x
            x: circle.width + Theme.mm(3.5)
            y: (parent.height - implicitHeight) / 2

            Words {
                Accessible.ignored: true
                strong: key.here
                text: key.name
                width: parent.width
            }
            Row {
                spacing: Theme.mm(1.2)
                visible: key.status !== ""
                width: parent.width

                Icon {
                    colour: Theme.accent
                    name: key.sign
                    size: Theme.body * 0.9
                    visible: key.sign !== ""
                    y: (state.height - height) / 2
                }
                Words {
                    id: state

                    Accessible.ignored: true
                    color: Theme.soft
                    elide: Text.ElideRight
                    text: key.status
                    width: parent.width - (key.sign === "" ? 0 : Theme.body * 0.9 + parent.spacing)
                    wrapMode: Text.NoWrap
                }
            }
        }
    }

    Rectangle {
        color: Theme.accent
        height: parent.height
        visible: key.here
        width: Theme.mm(1.6)
    }
}
