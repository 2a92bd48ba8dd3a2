pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// What was answered so far, each answer a key that leads back to its question.
Column {
    id: answered

    required property QtObject rows

    signal chosen(question: string)

    spacing: Theme.mm(2)
    visible: keys.count > 0

    Words {
        color: Theme.soft
        text: qsTr("You answered (touch one to change it)")
        width: answered.width
    }
    Flow {
        spacing: Theme.gap
        width: answered.width

        Repeater {
            id: keys

            model: answered.rows

            KeyButton {
                id: key

                required property string answer
                required property string question

                description: qsTr("Change this answer")
                sign: "change"
                text: answer
                width: Math.min(implicitWidth, answered.width)

                onClicked: answered.chosen(key.question)
            }
        }
    }
}
