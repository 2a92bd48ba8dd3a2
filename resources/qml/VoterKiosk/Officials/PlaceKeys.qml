pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Controls
import VoterKiosk.Theme

// Where files may go: a card for each stick, one for the kiosk's own folder, and one for nowhere where that makes sense.
Deal {
    id: keys

    required property var places // a model of path, title and stick
    property string nowhere: "" // what writing nothing is called
    property real spare: 0

    signal chosen(path: string)

    full: true
    least: Theme.body * 15
    lowest: naturalCell + Math.min(spare / Math.max(1, lines), naturalCell)
    most: width > Theme.body * 40 ? 2 : 1

    Repeater {
        model: keys.places

        Door {
            required property string path
            required property bool stick

            height: keys.cellHeight
            sign: stick ? "take" : "down"
            summary: stick ? qsTr("A copy to take along") : qsTr("Stays here; copy it to a stick later")
            width: keys.cellWidth

            onClicked: keys.chosen(path)
        }
    }
    Repeater {
        model: keys.nowhere === "" ? 0 : 1

        Door {
            height: keys.cellHeight
            sign: "search"
            summary: qsTr("There is no paper to sign then")
            title: keys.nowhere
            width: keys.cellWidth

            onClicked: keys.chosen("")
        }
    }
}
