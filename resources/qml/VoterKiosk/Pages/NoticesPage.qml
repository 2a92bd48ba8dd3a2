pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// The committee's notices: urgent ones first, then the newest.
PageFrame {
    id: page

    required property Session session
    required property NoticesFacts facts

    kicker: facts.publisher
    title: qsTr("Notices")

    Deal {
        id: notices

        least: Theme.body * 40
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), naturalCell * 0.5)
        most: 1
        width: parent.width

        Repeater {
            model: page.facts.notices

            Door {
                id: notice

                required property string subject
                required property string validity
                required property string urgent

                height: notices.cellHeight
                kicker: urgent
                sign: urgent === "" ? "notice" : "warning"
                summary: validity
                width: notices.cellWidth

                onClicked: page.session.go("notice", notice.subject)
            }
        }
    }
}
