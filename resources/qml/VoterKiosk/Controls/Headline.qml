import QtQuick
import VoterKiosk.Theme

// A figure that stands out: 12 mm high or more, whatever text size was chosen, with what it is. It leads to its source.
Card {
    id: headline

    required property string value
    required property string label
    required property string when
    readonly property real size: Math.max(Theme.display, Theme.text(12.2))
    readonly property bool beside: width > size * 4.3 + Theme.body * 11

    centred: true
    description: when
    text: value + " " + label

    Item {
        implicitHeight: headline.beside ? Math.max(number.contentHeight, said.implicitHeight) : number.contentHeight + said.implicitHeight
        width: parent.width

        Words {
            id: number

            Accessible.ignored: true
            color: Theme.accent
            heading: true
            size: headline.size
            text: headline.value
            width: headline.beside ? headline.size * 4.3 : parent.width
            y: headline.beside ? (parent.height - contentHeight) / 2 : 0
        }
        Column {
            id: said

            width: parent.width - x
            x: headline.beside ? number.width + Theme.gap : 0
            y: headline.beside ? (parent.height - implicitHeight) / 2 : number.contentHeight

            Words {
                Accessible.ignored: true
                size: Theme.heading
                strong: true
                text: headline.label
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                color: Theme.soft
                text: headline.when
                width: parent.width
            }
        }
    }
}
