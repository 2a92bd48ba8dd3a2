import QtQuick
import VoterKiosk.Theme

// One body's ballot as the coloured paper it is, only to be looked at: its seal, its name, its colour in words.
Rectangle {
    id: paper

    required property string name // of the body
    required property string colour // #rrggbb, or empty where the province's choice is not known
    required property string colourName

    Accessible.name: [name, colourName === "" ? "" : qsTr("Paper colour: %1").arg(colourName)].filter(part => part !== "").join(". ").replace(/\u00a0/g, " ")
    Accessible.role: Accessible.StaticText
    border.color: Theme.edge
    border.width: Theme.hair
    color: colour === "" ? Theme.surface : Theme.tint(colour)
    implicitHeight: Math.max(seal.height, said.implicitHeight) + 2 * Theme.room

    Seal {
        id: seal

        x: Theme.room
        y: (paper.height - height) / 2
    }
    Column {
        id: said

        width: paper.width - x - Theme.room
        x: seal.x + seal.width + Theme.room
        y: (paper.height - implicitHeight) / 2

        Words {
            Accessible.ignored: true
            heading: true
            size: Theme.heading
            text: paper.name
            width: parent.width
        }
        Words {
            Accessible.ignored: true
            text: paper.colourName === "" ? "" : qsTr("Paper colour: %1").arg(paper.colourName)
            width: parent.width
        }
    }
}
