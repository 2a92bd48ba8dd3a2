import QtQuick
import VoterKiosk.Theme

// Ballots that cannot be shown here, and why: one quiet sheet for each reason.
Rectangle {
    id: missing

    required property string names
    required property string why
    property bool large: false // nothing else is there to be shown

    readonly property int inset: large ? Theme.room : Theme.gap

    Accessible.name: (names + ". " + why).replace(/\u00a0/g, " ")
    Accessible.role: Accessible.StaticText
    border.color: large ? Theme.accent : Theme.line
    border.width: Theme.hair
    color: "transparent"
    implicitHeight: said.implicitHeight + 2 * inset
    radius: Theme.radius

    Icon {
        id: mark

        colour: Theme.soft
        name: missing.large ? "clock" : "about"
        size: Theme.body * (missing.large ? 1.7 : 1.3)
        x: Theme.room
        y: missing.inset
    }
    Column {
        id: said

        spacing: Theme.mm(1)
        width: parent.width - x - Theme.room
        x: mark.x + mark.width + Theme.gap
        y: missing.inset

        Words {
            Accessible.ignored: true
            heading: missing.large
            size: Theme.heading
            text: missing.large ? missing.why : ""
            width: parent.width
        }
        Words {
            Accessible.ignored: true
            strong: !missing.large
            text: missing.names
            width: parent.width
        }
        Words {
            Accessible.ignored: true
            color: Theme.soft
            text: missing.large ? "" : missing.why
            width: parent.width
        }
    }
}
