pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// The days of a timetable: the day by which, what falls due, the article; and the decision that moved it.
Column {
    id: dates

    required property QtObject rows
    readonly property bool beside: width > Theme.body * 22
    readonly property bool wide: width > Theme.body * 28

    visible: list.count > 0

    Words {
        strong: true
        text: qsTr("By this day")
        width: dates.width
    }
    Rectangle {
        color: Theme.edge
        height: Theme.rule
        width: dates.width
    }
    Repeater {
        id: list

        model: dates.rows

        Item {
            id: row

            required property string day
            required property string what
            required property string article
            required property string decision
            required property string standing
            required property bool passed

            Accessible.name: [row.day, row.what, row.standing, row.article, row.decision].filter(part => part !== "").join(". ").replace(/\u00a0/g, " ")
            Accessible.role: Accessible.StaticText
            implicitHeight: Math.max(said.y + said.implicitHeight, article.visible ? article.y + article.contentHeight : 0) + Theme.mm(2.5)
            width: dates.width

            Words {
                id: when

                Accessible.ignored: true
                color: row.passed ? Theme.soft : Theme.ink
                heading: !row.passed
                text: row.day
                width: dates.beside ? Theme.body * 6.4 : row.width
                y: Theme.mm(2.5)
            }
            Column {
                id: said

                width: row.width - x - (dates.wide ? article.width + Theme.gap : 0)
                x: dates.beside ? Theme.body * 6.8 : 0
                y: dates.beside ? when.y : when.y + when.contentHeight

                Words {
                    Accessible.ignored: true
                    text: row.what
                    width: parent.width
                }
                Words {
                    Accessible.ignored: true
                    color: Theme.soft
                    text: [row.standing, dates.wide ? "" : row.article, row.decision].filter(part => part !== "").join(" · ")
                    width: parent.width
                }
            }
            Words {
                id: article

                Accessible.ignored: true
                anchors.right: parent.right
                color: Theme.soft
                text: dates.wide ? row.article : ""
                width: Theme.body * 8.2
                y: when.y
            }
            Rectangle {
                anchors.bottom: parent.bottom
                color: Theme.line
                height: Theme.hair
                width: parent.width
            }
        }
    }
}
