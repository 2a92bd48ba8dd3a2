pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// One figure of a term: what it counts, the number large, what it is of. A touch shows what it rests on, below it.
Column {
    id: line

    required property string name
    required property string label
    required property string value
    required property string base
    required property list<string> numbers
    required property list<string> trust
    required property list<string> sources
    required property list<string> notes
    required property list<string> others
    property bool open: false // shows what it rests on
    property real lowest: 0 // of the closed line, in pixels: beside another, both are as high
    readonly property real natural: press.implicitHeight
    readonly property bool beside: width > Theme.body * 24
    readonly property alias key: press

    signal touched

    spacing: 0

    Press {
        id: press

        bottomPadding: Theme.mm(2)
        height: Math.max(implicitHeight, line.lowest)
        description: line.open ? qsTr("The source is shown below") : qsTr("Touch for the source")
        leftPadding: Theme.gap
        raised: false
        rightPadding: Theme.gap
        text: line.label + ": " + line.value + (line.base === "" ? "" : ", " + line.base)
        topPadding: Theme.mm(2)
        width: parent.width

        contentItem: Item {
            implicitHeight: line.beside ? Math.max(label.contentHeight + base.height, number.contentHeight) : label.contentHeight + number.contentHeight + base.height

            Words {
                id: label

                Accessible.ignored: true
                strong: true
                text: line.label
                width: (line.beside ? parent.width * 0.6 : parent.width) - (line.beside ? 0 : sign.width + Theme.gap)
                y: line.beside ? (parent.height - contentHeight - base.height) / 2 : 0
            }
            Words {
                id: number

                Accessible.ignored: true
                color: Theme.accent
                heading: true
                horizontalAlignment: line.beside ? Text.AlignRight : Text.AlignLeft
                size: Theme.heading
                text: line.value
                width: line.beside ? parent.width * 0.38 - sign.width - Theme.gap : label.width
                x: line.beside ? parent.width * 0.62 : 0
                y: line.beside ? (parent.height - contentHeight) / 2 : label.contentHeight
            }
            Words {
                id: base

                Accessible.ignored: true
                color: Theme.soft
                height: visible ? contentHeight : 0
                text: line.base
                width: label.width
                y: line.beside ? label.y + label.contentHeight : number.y + number.contentHeight
            }
            Icon {
                id: sign

                colour: Theme.accent
                name: line.open ? "up" : "down"
                size: Theme.body
                x: parent.width - width
                y: (parent.height - height) / 2
            }
        }

        onClicked: {
            line.touched();
            line.open = !line.open;
        }
    }
    Rectangle {
        color: Theme.line
        height: Theme.hair
        visible: !line.open
        width: parent.width
    }
    Rectangle {
        border.color: Theme.line
        border.width: Theme.hair
        color: Theme.paper
        implicitHeight: rests.implicitHeight + 2 * Theme.gap
        visible: line.open
        width: parent.width

        Rectangle {
            color: Theme.accent
            height: parent.height
            width: Theme.mm(2)
        }
        Column {
            id: rests

            spacing: Theme.gap
            width: parent.width - 2 * Theme.room
            x: Theme.room
            y: Theme.gap

            Repeater {
                model: line.sources

                Column {
                    id: rest

                    required property int index
                    required property string modelData

                    width: rests.width

                    Words {
                        strong: true
                        text: line.numbers[rest.index] ?? ""
                        width: parent.width
                    }
                    Words {
                        text: rest.modelData
                        width: parent.width
                    }
                    Words {
                        text: line.trust[rest.index] ?? ""
                        width: parent.width
                    }
                    Words {
                        color: Theme.soft
                        text: line.notes[rest.index] ?? ""
                        width: parent.width
                    }
                }
            }
            Words {
                strong: true
                text: line.others.length > 0 ? qsTr("Other sources say") : ""
                width: parent.width
            }
            Repeater {
                model: line.others

                Words {
                    required property string modelData

                    text: modelData
                    width: rests.width
                }
            }
        }
    }
}
