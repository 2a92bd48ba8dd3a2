pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// One field of several people, in columns of one width below a band that says which field it is. A screen reader hears
// the field, and the person before each value.
Item {
    id: row

    required property string label
    required property list<string> values
    required property list<bool> given
    required property list<string> names
    required property bool marked // StyledText
    required property int first // the place of the first column's person
    required property int shown
    required property real cellWidth
    required property real gutter

    implicitHeight: cells.y + cells.height + Theme.mm(0.5)

    Rectangle {
        id: band

        color: Theme.pressed
        height: what.contentHeight + Theme.mm(1)
        width: row.width + 2 * what.x
        x: -what.x
        y: Theme.mm(3) // above, so that what is shown of the next row at the foot of a page is blank

        Rectangle {
            color: Theme.line
            height: Theme.hair
            width: parent.width
        }
        Words {
            id: what

            color: Theme.soft
            font.weight: Font.Normal
            heading: true // not left alone at the foot of a page
            text: row.label
            width: parent.width - 2 * x
            x: Theme.mm(2)
            y: Theme.mm(0.5)
        }
    }
    Item {
        id: cells

        height: childrenRect.height
        y: band.y + band.height + Theme.mm(1.5)

        Repeater {
            model: row.shown

            Words {
                required property int index
                readonly property int place: row.first + index
                readonly property bool answered: row.given[place] ?? true

                Accessible.name: (row.names[place] + ": " + said(text)).replace(/\u00a0/g, " ")
                font.italic: !answered
                font.weight: answered && !row.marked ? Font.DemiBold : Font.Normal
                text: row.values[place] ?? ""
                textFormat: row.marked ? Text.StyledText : Text.PlainText
                width: row.cellWidth
                x: index * (row.cellWidth + row.gutter)
            }
        }
    }
}
