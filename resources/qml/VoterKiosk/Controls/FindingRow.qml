import QtQuick
import VoterKiosk.Theme

// One finding of a check: how grave, where, what, and what to do. A double click, or Enter, opens its file.
Press {
    id: row

    required property string level
    required property string severity
    required property string sign
    required property string where
    required property string message
    required property string remedy
    required property string path

    signal wanted

    bottomPadding: Theme.mm(2.5)
    description: [where, remedy].filter(part => part !== "").join(". ")
    raised: false
    rim: Theme.line
    text: level + ": " + message
    topPadding: Theme.mm(2.5)

    contentItem: Item {
        implicitHeight: Math.max(grade.implicitHeight, said.implicitHeight)

        Column {
            id: grade

            width: Theme.mm(36)

            Row {
                spacing: Theme.mm(1.5)

                Icon {
                    colour: row.severity === "note" ? Theme.soft : Theme.accent
                    name: row.sign
                    size: Theme.body * 1.15
                    y: (word.height - height) / 2
                }
                Words {
                    id: word

                    Accessible.ignored: true
                    color: row.severity === "note" ? Theme.soft : Theme.accent
                    strong: row.severity === "error"
                    text: row.level
                }
            }
        }
        Column {
            id: said

            width: parent.width - x
            x: grade.width

            Words {
                Accessible.ignored: true
                color: Theme.soft
                text: row.where
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                strong: row.severity === "error"
                text: row.message
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                text: row.remedy === "" ? "" : "→ " + row.remedy
                width: parent.width
            }
        }
    }

    Keys.enabled: true // it is at no kiosk, wherever it is
    Keys.onEnterPressed: wanted()
    Keys.onReturnPressed: wanted()
    onDoubleClicked: wanted()
}
