pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import VoterKiosk.Core
import VoterKiosk.Theme

// Opens above the strip: four text sizes or four contrasts, each tried with one touch. A screen of seven inches has
// room for the two smaller sizes only.
Rectangle {
    id: tray

    required property Session session
    required property string open
    required property real room // how high it may be
    readonly property bool sizes: open === "text"
    readonly property var choices: sizes ? [["small", qsTr("Small")], ["usual", qsTr("Medium")], ["large", qsTr("Large")], ["largest", qsTr("Very large")]].slice(0, Theme.breadth < 110 ? 2 : 4) : [["usual", qsTr("Usual colours")], ["black-on-white", qsTr("Black on white")], ["white-on-black", qsTr("White on black")], ["low", qsTr("Soft colours")]]
    readonly property bool slim: width < Theme.body * 20 // no room for a sign: the thick frame says which it is
    readonly property string current: sizes ? session.textSize : session.contrast

    signal closed

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
            id: head

            Layout.fillWidth: true
            spacing: Theme.gap
            visible: implicitHeight + choosing.implicitHeight + Theme.gap + 2 * Theme.room <= tray.room // the strip's key closes as well

            Words {
                Layout.fillWidth: true
                heading: true
                size: Theme.heading
                text: tray.sizes ? qsTr("Text size") : qsTr("Colours")
            }
            KeyButton {
                sign: "close"
                text: qsTr("Close")

                onClicked: tray.closed()
            }
        }
        GridLayout {
            id: choosing

            Layout.fillWidth: true
            columnSpacing: Theme.gap
            columns: tray.width > Theme.body * 34 ? 4 : 2
            rowSpacing: Theme.gap
            uniformCellHeights: true
            uniformCellWidths: true

            Repeater {
                model: tray.choices

                KeyButton {
                    id: choice

                    required property var modelData

                    Layout.fillHeight: true
                    Layout.fillWidth: true
                    Layout.minimumHeight: implicitHeight // the grid shares its height out and rounds down
                    choice: true
                    chosen: modelData[0] === tray.current
                    sign: chosen && !tray.slim ? "check" : ""
                    text: modelData[1]

                    onClicked: {
                        if (tray.sizes)
                            tray.session.setTextSize(choice.modelData[0]);
                        else
                            tray.session.setContrast(choice.modelData[0]);
                    }
                }
            }
        }
    }
}
