pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import VoterKiosk.Core
import VoterKiosk.Theme

// Opens above the strip: one question, each answer tried with one touch. "more" leads to the other questions.
Rectangle {
    id: tray

    required property Session session
    required property string open
    required property real room // how high it may be
    required property bool reachable // whether something could be out of reach on this screen
    required property bool crowded // whether the strip has no room for the text size
    readonly property string question: open === "text" ? qsTr("Text size") : open === "contrast" ? qsTr("Colours") : open === "language" ? qsTr("Language") : open === "scanning" ? qsTr("With a switch") : qsTr("More")

    signal closed
    signal asked(string question)
    signal darkened

    border.color: Theme.edge
    border.width: Theme.hair
    color: Theme.paper
    implicitHeight: inside.implicitHeight + 2 * Theme.room
    visible: open !== ""

    // Nothing below is touched; a touch beside the tray closes it.
    MouseArea {
        Accessible.ignored: true
        height: tray.y
        width: tray.width
        y: -tray.y

        onClicked: tray.closed()
    }
    MouseArea {
        Accessible.ignored: true
        anchors.fill: parent
    }
    ColumnLayout {
        id: inside

        spacing: Theme.gap
        width: parent.width - 2 * Theme.margin
        x: Theme.margin
        y: Theme.room

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.gap
            visible: implicitHeight + choosing.implicitHeight + Theme.gap + 2 * Theme.room <= tray.room // the strip's key closes as well

            Words {
                Layout.fillWidth: true
                heading: true
                size: Theme.heading
                text: tray.question
            }
            KeyButton {
                sign: "close"
                text: qsTr("Close")

                onClicked: tray.closed()
            }
        }
        Loader {
            id: choosing

            Layout.fillWidth: true
            sourceComponent: tray.open === "text" ? sizes : tray.open === "contrast" ? colours : tray.open === "language" ? languages : tray.open === "scanning" ? scanning : tray.open === "more" ? more : null
        }
    }
    Component {
        id: sizes

        Choices {
            answers: [["small", qsTr("Small")], ["usual", qsTr("Medium")], ["large", qsTr("Large")], ["largest", qsTr("Very large")]].slice(0, Theme.breadth < 110 ? 2 : 4) // seven inches have room for two
            current: [tray.session.textSize]

            onChosen: size => tray.session.setTextSize(size)
        }
    }
    Component {
        id: colours

        Choices {
            answers: [["usual", qsTr("Usual colours")], ["black-on-white", qsTr("Black on white")], ["white-on-black", qsTr("White on black")], ["low", qsTr("Soft colours")]]
            current: [tray.session.contrast]

            onChosen: contrast => tray.session.setContrast(contrast)
        }
    }
    Component {
        id: languages

        LanguageChoices {
            session: tray.session

            onChosen: tray.closed()
        }
    }
    Component {
        id: scanning

        Choices {
            answers: [["0", qsTr("The highlight waits for me")]].concat([4, 2, 1].map(seconds => [seconds.toString(), qsTr("It moves every %n seconds", "", seconds)]))
            current: [tray.session.scanning.toString()]

            onChosen: seconds => tray.session.setScanning(Number(seconds))
        }
    }
    Component {
        id: more

        Choices {
            answers: (tray.crowded ? [["text", qsTr("Text size"), "text"]] : []).concat([["contrast", qsTr("Colours"), "contrast"]], tray.reachable ? [["reach", qsTr("Everything within reach"), "reach"]] : [], [["scanning", qsTr("With a switch"), "switch"], ["dark", qsTr("Listen only, with the picture off"), "dark"]])
            current: tray.session.reach ? ["reach"] : []
            one: false

            onChosen: answer => {
                if (answer === "reach")
                    tray.session.setReach(!tray.session.reach);
                else if (answer === "dark")
                    tray.darkened();
                else
                    tray.asked(answer);
            }
        }
    }
}
