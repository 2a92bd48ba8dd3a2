pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// What may be done here.
OfficePage {
    id: page

    required property MenuFacts facts

    title: facts.officer ? qsTr("For officers") : qsTr("For operators")

    Note {
        sign: "warning"
        text: page.facts.broken
        visible: text !== ""
        width: parent.width
    }
    KeyButton {
        sign: "language"
        text: page.office.language === "vi" ? "English" : "Tiếng Việt"

        onClicked: page.office.setLanguage(page.office.language === "vi" ? "en" : "vi")
    }
    Deal {
        id: dealt

        full: false
        least: Theme.body * 18
        most: 2
        width: parent.width

        Repeater {
            model: page.facts.tasks

            Door {
                id: door

                required property string task

                height: dealt.cellHeight
                size: Theme.body
                summary: ""
                width: dealt.cellWidth

                onClicked: page.office.go(task, "")
            }
        }
    }
}
