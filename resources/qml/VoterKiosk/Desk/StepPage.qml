pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// What all steps have: a title, what came of the last act, how far one is that runs, the content, and the way on.
FocusScope {
    id: page

    required property Desk desk
    required property Section section
    required property string title
    required property string under
    property bool needsSource: true
    property bool whole: false // the content has the height that is left, and scrolls by itself
    property string onward: "" // the next step's name; empty on the last
    default property alias content: body.data
    readonly property real room: area.height
    readonly property bool shut: needsSource && !desk.opened

    Rectangle {
        anchors.fill: parent
        color: Theme.paper
    }
    Column {
        id: head

        spacing: Theme.mm(2.5)
        width: parent.width - 2 * x
        x: Theme.mm(9)
        y: Theme.mm(7)

        Words {
            heading: true
            size: Theme.title
            text: page.title
            width: parent.width
        }
        Words {
            color: Theme.soft
            text: page.under
            width: parent.width
        }
        Note {
            sign: "about"
            text: page.shut ? qsTr("Open a source first: step 1.") : ""
            visible: page.shut
            width: parent.width
        }
        Note {
            sign: "warning"
            text: page.section.problem === "" ? "" : page.section.problem + " [" + page.section.code + "]"
            visible: text !== ""
            width: parent.width
        }
        Note {
            sign: "check"
            text: page.section.said
            visible: text !== "" && !page.section.working
            width: parent.width
        }
        Progress {
            amount: page.section.amount
            share: page.section.share
            text: page.section.doing + " …"
            visible: page.section.working
            width: parent.width
        }
    }
    Flickable {
        id: area

        boundsBehavior: Flickable.StopAtBounds
        clip: true
        contentHeight: page.whole ? height : body.implicitHeight + Theme.mm(4)
        contentWidth: width
        height: foot.y - y
        interactive: contentHeight > height
        visible: !page.shut
        width: parent.width
        y: head.y + head.height + Theme.mm(4)

        ScrollMark.vertical: ScrollMark {
            height: area.height
            parent: page
            x: page.width - width - Theme.mm(2)
            y: area.y
        }

        Column {
            id: body

            spacing: Theme.mm(4)
            width: parent.width - 2 * x
            x: Theme.mm(9)
            y: Theme.mm(1.5) // the ring of a focus
        }
    }
    Item {
        id: foot

        height: Theme.mm(page.onward === "" ? 4 : 19)
        width: parent.width
        y: parent.height - height

        Rectangle {
            color: Theme.line
            height: Theme.hair
            visible: page.onward !== ""
            width: parent.width
        }
        KeyButton {
            anchors.right: parent.right
            anchors.rightMargin: Theme.mm(9)
            sign: "next"
            signAfter: true
            text: page.onward
            visible: page.onward !== ""
            y: (parent.height - height) / 2

            onClicked: page.desk.go(page.desk.step + 1)
        }
    }
}
