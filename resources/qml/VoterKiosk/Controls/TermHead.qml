import QtQuick
import VoterKiosk.Theme

// The heads of the columns of TermLine, where there are columns. Each line says them to a screen reader.
Item {
    id: head

    readonly property bool beside: width > Theme.body * 26
    readonly property bool long: width > Theme.body * 34
    readonly property real inner: width - 2 * Theme.room - Theme.body * 1.3 - Theme.gap

    implicitHeight: beside ? Math.max(a.contentHeight, b.contentHeight, c.contentHeight, d.contentHeight) : 0
    visible: beside

    Words {
        id: a

        Accessible.ignored: true
        color: Theme.soft
        text: qsTr("Term")
        width: head.inner * 0.13
        x: Theme.room
        y: head.height - contentHeight
    }
    Words {
        id: b

        Accessible.ignored: true
        color: Theme.soft
        text: qsTr("Election day")
        width: head.inner * 0.27
        x: Theme.room + head.inner * 0.15
        y: head.height - contentHeight
    }
    Words {
        id: c

        Accessible.ignored: true
        color: Theme.soft
        horizontalAlignment: Text.AlignRight
        text: qsTr("Deputies elected")
        width: head.inner * 0.26
        x: Theme.room + head.inner * 0.44
        y: head.height - contentHeight
    }
    Words {
        id: d

        Accessible.ignored: true
        color: Theme.soft
        horizontalAlignment: Text.AlignRight
        text: qsTr("Turnout")
        width: head.inner * 0.27
        x: Theme.room + head.inner * 0.73
        y: head.height - contentHeight
    }
}
