pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Controls
import VoterKiosk.Theme

// What one can do next or answer, each on a card of its own: a sign, a title, a line. They grow where there is room.
Deal {
    id: keys

    required property var doors // lists of sign, title, line
    property real spare: 0 // what is left of the page, in pixels

    signal chosen(place: int)

    full: true
    least: Theme.body * 15
    lowest: naturalCell + Math.min(spare / Math.max(1, lines), naturalCell)
    most: width > Theme.body * 40 ? 2 : 1

    Repeater {
        model: keys.doors

        Door {
            required property var modelData
            required property int index

            height: keys.cellHeight
            sign: modelData[0]
            summary: modelData[2] ?? ""
            title: modelData[1]
            width: keys.cellWidth

            onClicked: keys.chosen(index)
        }
    }
}
