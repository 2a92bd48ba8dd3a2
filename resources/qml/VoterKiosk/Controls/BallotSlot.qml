pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// One body's ballot as the coloured paper it is, to be touched: its seal, its name, how many to elect.
Card {
    id: slot

    required property string name // of the body
    required property string unit // "Constituency no. 1", or empty
    required property string seats // "vote for at most 3 of 5 people", or empty
    required property string colour // #rrggbb, or empty where the province's choice is not known
    required property string colourName
    property bool roomy: false // the whole width of a page
    property bool large: roomy
    readonly property real beside: large ? seal.width + Theme.room : 0

    arrow: roomy
    centred: roomy
    description: [unit, seats, colourName === "" ? "" : qsTr("Paper colour: %1").arg(colourName)].filter(part => part !== "").join(". ")
    fill: colour === "" ? Theme.surface : Theme.tint(colour)
    text: name

    Item {
        implicitHeight: slot.roomy ? Math.max(seal.visible ? seal.height : 0, said.implicitHeight + info.implicitHeight) : said.implicitHeight + info.implicitHeight + Theme.mm(1.5)
        width: parent.width

        Seal {
            id: seal

            visible: slot.large
            y: slot.roomy ? (parent.height - height) / 2 : 0
        }
        Column {
            id: said

            topPadding: slot.roomy || !slot.large ? 0 : seal.height + Theme.mm(2)
            width: parent.width - x
            x: slot.roomy ? slot.beside : 0
            y: slot.roomy ? (parent.height - implicitHeight - info.implicitHeight) / 2 : 0

            Words {
                Accessible.ignored: true
                heading: true
                rightPadding: slot.roomy || slot.large ? 0 : Theme.body * 1.4
                size: slot.large ? Theme.heading : Theme.body
                text: slot.name
                width: parent.width
            }
        }
        Column {
            id: info

            parent: slot.roomy ? said.parent : slot.contentItem
            width: parent.width - x
            x: said.x
            y: slot.roomy ? said.y + said.implicitHeight : parent.height - implicitHeight // beside each other, the papers agree at the foot

            Words {
                Accessible.ignored: true
                text: slot.unit
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                strong: true
                text: slot.seats
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                text: slot.colourName === "" || !slot.roomy ? "" : qsTr("Paper colour: %1").arg(slot.colourName)
                width: parent.width
            }
        }
    }
    Icon {
        colour: Theme.ink
        name: "next"
        parent: slot.contentItem
        visible: !slot.roomy
        x: parent.width - width
        y: Theme.mm(1)
    }
}
