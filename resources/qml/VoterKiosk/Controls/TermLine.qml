import QtQuick
import VoterKiosk.Theme

// One term of the Assembly: in columns where they can be read, else a few lines under each other.
Card {
    id: line

    required property string subject
    required property string term
    required property string years
    required property string day
    required property string elected
    required property string turnout
    readonly property bool beside: width > Theme.body * 26
    readonly property real inner: width - 2 * Theme.room - Theme.body * 1.3 - Theme.gap

    bottomPadding: Theme.mm(2) + Theme.lip
    description: [qsTr("Election day: %1").arg(day), qsTr("Deputies elected: %1").arg(elected), qsTr("Turnout: %1").arg(turnout)].join(". ")
    text: qsTr("Term %1").arg(term) + ", " + years
    topPadding: Theme.mm(2) + (down ? Theme.lip : 0)

    Item {
        implicitHeight: line.beside ? name.contentHeight : lines.implicitHeight
        width: parent.width

        Words {
            id: name

            Accessible.ignored: true
            heading: true
            size: Theme.heading
            text: line.term
            visible: line.beside
            width: line.inner * 0.14
        }
        Words {
            Accessible.ignored: true
            text: line.day
            visible: line.beside
            width: line.inner * 0.28
            x: line.inner * 0.15
            y: (parent.height - contentHeight) / 2
        }
        Words {
            Accessible.ignored: true
            horizontalAlignment: Text.AlignRight
            text: line.elected
            visible: line.beside
            width: line.inner * 0.26
            x: line.inner * 0.44
            y: (parent.height - contentHeight) / 2
        }
        Words {
            Accessible.ignored: true
            horizontalAlignment: Text.AlignRight
            strong: true
            text: line.turnout
            visible: line.beside
            width: line.inner * 0.27
            x: line.inner * 0.73
            y: (parent.height - contentHeight) / 2
        }
        Column {
            id: lines

            visible: !line.beside
            width: parent.width

            Words {
                Accessible.ignored: true
                heading: true
                size: Theme.heading
                text: qsTr("Term %1").arg(line.term) + " · " + line.years
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                text: qsTr("Election day: %1").arg(line.day)
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                text: qsTr("Deputies elected: %1").arg(line.elected)
                width: parent.width
            }
            Words {
                Accessible.ignored: true
                text: qsTr("Turnout: %1").arg(line.turnout)
                width: parent.width
            }
        }
    }
}
