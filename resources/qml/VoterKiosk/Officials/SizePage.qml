pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// How large the screen is: an outline grows and shrinks by keys until a bank card held against it covers it.
OfficePage {
    id: page

    required property SizeFacts facts
    readonly property real found: facts.scale > 0 ? facts.scale : Theme.pixelsPerMm
    readonly property bool upright: found * 85.6 > contentWidth

    lead: qsTr("The card fits")
    leadSign: "check"
    settled: !facts.waiting
    title: qsTr("Hold a bank card against the frame")

    onLed: facts.fits(Window.width, Window.height, found)

    Words {
        id: hint

        text: qsTr("Make the frame as large as the card, edge by edge. Bank cards and identity cards are all of one size, 85.6 × 54 mm.")
        width: parent.width
    }
    Grid {
        id: keys

        columns: page.landscape ? 4 : 2
        spacing: Theme.gap

        Repeater {
            model: [["−−", qsTr("Much smaller"), -2], ["−", qsTr("A little smaller"), -1], ["+", qsTr("A little larger"), 1], ["++", qsTr("Much larger"), 2]]

            KeyButton {
                required property var modelData

                Accessible.name: modelData[1]
                height: Math.max(implicitHeight, Theme.mm(22)) // pressed many times, with a card in the other hand
                text: modelData[0] + "  " + modelData[1]
                width: (page.contentWidth - (keys.columns - 1) * Theme.gap) / keys.columns

                onClicked: page.facts.turn(modelData[2], page.found)
            }
        }
    }
    KeyButton {
        sign: "change"
        text: qsTr("No card: type the size by a ruler")
        width: parent.width

        onClicked: page.facts.ruler()
    }
    Item {
        implicitHeight: outline.implicitHeight + Theme.room
        width: parent.width

        CardOutline {
            id: outline

            anchors.centerIn: parent
            height: implicitHeight
            pixelsPerMm: page.found
            upright: page.upright
            width: implicitWidth
        }
    }
}
