pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// One term of a chart: a strip to be touched, with its name and its values; between them the chart is drawn.
Press {
    id: key

    required property string subject
    required property string term
    required property string said
    required property list<string> values
    required property list<string> marks
    required property bool across // terms stand beside each other, else under each other
    required property bool stacked // the chart is drawn below the words
    required property string unit // that is left out of the values
    required property bool marked // a term may have two values: each with its mark
    required property real nameWidth // in pixels, as the next ones
    required property real valueWidth
    required property real plot // how long the axis is, with room for a mark at its ends

    readonly property real markWidth: marked ? Theme.body * 0.95 : 0
    readonly property real inset: Theme.mm(2)

    bottomPadding: 0
    leftPadding: 0
    raised: false
    rightPadding: 0
    text: said
    topPadding: 0

    contentItem: Item {
        Words {
            id: name

            Accessible.ignored: true
            horizontalAlignment: key.across ? Text.AlignHCenter : Text.AlignLeft
            strong: true
            text: key.term
            width: key.across ? parent.width : key.nameWidth
            x: key.across ? 0 : key.inset
            y: key.across ? key.plot : key.stacked ? Theme.mm(1) : (parent.height - contentHeight) / 2
        }
        Repeater {
            model: key.values

            Item {
                id: value

                required property int index
                required property string modelData
                readonly property real place: key.values.length === 1 && key.marked ? 0 : index

                height: number.contentHeight
                width: key.markWidth + key.valueWidth
                x: key.across ? (key.width - width) / 2 : key.stacked ? key.width - width - key.inset - Theme.body * 1.5 : key.inset + key.nameWidth + key.plot + place * (width + Theme.body * 0.5)
                y: key.across ? name.y + name.contentHeight + index * number.contentHeight : key.stacked ? name.y + index * name.contentHeight : (key.height - height) / 2

                Mark {
                    name: key.marked ? key.marks[value.index] ?? "" : ""
                    visible: key.marked
                    y: (parent.height - height) / 2
                }
                Words {
                    id: number

                    Accessible.ignored: true
                    horizontalAlignment: key.across ? Text.AlignHCenter : Text.AlignRight
                    text: key.unit === "" ? value.modelData : value.modelData.replace(key.unit, "")
                    width: key.valueWidth
                    x: key.markWidth
                }
            }
        }
        Icon {
            colour: Theme.accent
            name: "next"
            size: Theme.body
            visible: !key.across
            x: key.width - width - key.inset
            y: key.stacked ? name.y + (name.contentHeight - height) / 2 : (key.height - height) / 2
        }
    }
}
