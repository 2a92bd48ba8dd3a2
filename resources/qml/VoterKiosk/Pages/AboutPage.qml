pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Who answers for what is shown, how it is recognised, what the kiosk keeps, and what it is made with.
PageFrame {
    id: page

    required property Session session
    required property AboutFacts facts

    title: qsTr("About this information")
    under: facts.title

    Note {
        sign: "about"
        text: qsTr("This is content for trying out the kiosk. It is not of an election to come.")
        title: qsTr("Sample, for trying out only")
        visible: page.facts.sample
        width: parent.width
    }
    Column {
        width: parent.width

        Repeater {
            model: page.facts.rows

            Fact {
                width: page.contentWidth
            }
        }
    }
    Item {
        id: proof

        readonly property bool beside: width > code.width + Theme.body * 16

        implicitHeight: beside ? Math.max(code.height, compare.height) : compare.y + compare.height
        visible: page.facts.codeSide > 0
        width: parent.width

        QrCode {
            id: code

            room: 0
            side: page.facts.codeSide
            source: page.facts.code
        }
        Column {
            id: compare

            spacing: Theme.gap
            width: parent.width - x
            x: proof.beside ? code.width + Theme.wide : 0
            y: proof.beside ? Math.max(0, (code.height - height) / 2) : code.height + Theme.gap

            Words {
                strong: true
                text: qsTr("This code holds the whole fingerprint.")
                width: parent.width
            }
            Words {
                text: qsTr("Compare it with the fingerprint that the election committee has published: if they are alike, nothing here was changed.")
                width: parent.width
            }
        }
    }
    KeyButton {
        sign: "check"
        text: qsTr("Compare with the posted list")
        visible: page.facts.posted
        width: parent.width

        onClicked: page.session.go("posted", "")
    }
    Note {
        sign: "person"
        text: qsTr("The kiosk only counts how many visits there are in an hour, and how often each section, language and setting is used in a day: never by whom, in which order, or which candidate. What you set and the pages you opened are forgotten when you leave. It holds no voter's data.")
        title: qsTr("Nothing about you is kept")
        width: parent.width
    }
    Words {
        heading: true
        size: Theme.heading
        text: page.facts.sourced ? qsTr("Sources") : ""
        width: parent.width
    }
    Column {
        spacing: Theme.mm(3)
        visible: page.facts.sourced
        width: parent.width

        Repeater {
            model: page.facts.sources

            Column {
                id: source

                required property string title
                required property string detail

                width: page.contentWidth

                Words {
                    text: source.title
                    width: parent.width
                }
                Words {
                    color: Theme.soft
                    font.italic: true
                    text: source.detail
                    width: parent.width
                }
            }
        }
    }
    Words {
        heading: true
        size: Theme.heading
        text: qsTr("Licences")
        width: parent.width
    }
    Words {
        text: qsTr("The software is free: GNU General Public License, version 3 or later. The typeface is Be Vietnam Pro, under the SIL Open Font License. The screens are drawn with Qt, under the GNU Lesser General Public License. Codes are made with segno, under the BSD licence.")
        width: Math.min(parent.width, Theme.body * 34)
    }
}
