pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls

// How loud the kiosk may be, and a sentence to hear it by.
OfficePage {
    id: page

    required property SoundFacts facts

    title: qsTr("Volume")
    under: qsTr("A change holds as soon as nobody is at the screen.")

    Words {
        heading: true
        text: qsTr("May the loudspeaker be used?")
        width: parent.width
    }
    Choices {
        answers: [["yes", qsTr("Yes"), ""], ["no", qsTr("No, only headphones"), ""]]
        current: page.facts.known ? [page.facts.loudspeaker ? "yes" : "no"] : []
        width: parent.width

        onChosen: value => page.facts.setLoudspeaker(value === "yes")
    }
    Turner {
        live: page.facts.known
        name: qsTr("Usual volume")
        value: page.facts.usual
        width: parent.width

        onTurned: by => page.facts.turnUsual(by)
    }
    Turner {
        live: page.facts.known
        name: qsTr("Loudest volume")
        value: page.facts.most
        width: parent.width

        onTurned: by => page.facts.turnMost(by)
    }
    KeyButton {
        enabled: page.facts.known
        primary: true
        sign: "play"
        text: qsTr("Let me hear it")
        width: parent.width

        onClicked: page.facts.hear()
    }
    Words {
        text: page.facts.said
        width: parent.width
    }
    Words {
        text: qsTr("One moment …")
        visible: page.facts.waiting
        width: parent.width
    }
}
