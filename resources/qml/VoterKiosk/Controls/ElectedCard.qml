import QtQuick
import VoterKiosk.Theme

// One person elected, as the decision prints it: the name, the posted name where it differs, the numbers.
Card {
    id: card

    required property string key // of the person, or empty
    required property string name
    required property string posted
    required property string figures

    Accessible.role: key === "" ? Accessible.StaticText : Accessible.Button
    arrow: key !== ""
    centred: true
    description: [posted, figures].filter(part => part !== "").join(". ")
    enabled: key !== ""
    text: name

    Words {
        Accessible.ignored: true
        heading: true
        size: Theme.heading
        text: card.name
        width: parent.width
    }
    Words {
        Accessible.ignored: true
        color: Theme.soft
        text: card.posted
        width: parent.width
    }
    Words {
        Accessible.ignored: true
        text: card.figures
        width: parent.width
    }
}
