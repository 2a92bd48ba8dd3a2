import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Step 4: the source as citizens will see it.
StepPage {
    id: page

    required property PreviewFacts facts

    onward: qsTr("Next: sign")
    section: facts
    title: qsTr("Preview")
    under: qsTr("See every page as citizens will, before anything is signed.")

    Panel {
        padding: Theme.mm(8)
        width: parent.width

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            colour: Theme.accent
            name: "search"
            size: Theme.mm(26)
        }
        Words {
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("The kiosk opens in a window of its own and shows the source as it is now. It follows when you save a file. Nothing of it reaches a kiosk.")
            width: parent.width
        }
        KeyButton {
            anchors.horizontalCenter: parent.horizontalCenter
            primary: true
            sign: "next"
            text: qsTr("Open the preview")

            onClicked: page.facts.start()
        }
    }
}
