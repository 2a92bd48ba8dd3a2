import QtQuick
import QtQuick.Templates as T
import VoterKiosk.Theme

// Everything that can be touched. Size, name and the look of a raised key live here, once. Released outside, a touch
// does nothing. Keys and switches come through kiosk/hands.py, which moves the focus and its ring (Ring.qml).
T.AbstractButton {
    id: press

    property bool primary: false // the one thing to do next
    property bool choice: false // one of several
    property bool chosen: false // and this is it
    property bool raised: true
    property color rim: primary || chosen ? Theme.accent : Theme.edge
    property bool rimmed: chosen // a thick frame
    property color fill: primary ? Theme.accent : Theme.surface
    property color inkColour: primary ? Theme.accentInk : Theme.ink
    property string description: ""

    // A screen reader that turns a choice on touches it.
    function accessibleToggleAction(): void {
        click();
    }

    Accessible.checkable: choice
    Accessible.checked: choice && chosen
    Accessible.description: description.replace(/\u00a0/g, " ")
    Accessible.name: text.replace(/\u00a0/g, " ")
    Accessible.role: choice ? Accessible.RadioButton : Accessible.Button
    Keys.enabled: Theme.dense // a kiosk's keys come through kiosk/hands.py
    bottomPadding: Theme.inset + (raised ? Theme.lip : 0)
    focusPolicy: Qt.TabFocus
    font.family: Theme.family
    font.pixelSize: Theme.body
    implicitHeight: Math.max(Theme.target, Math.ceil(implicitContentHeight) + topPadding + bottomPadding)
    implicitWidth: Math.max(Theme.target, Math.ceil(implicitContentWidth) + leftPadding + rightPadding)
    leftPadding: Theme.room
    rightPadding: Theme.room
    topPadding: Theme.inset + (raised && down ? Theme.lip : 0)

    background: Item {
        Rectangle {
            anchors.fill: parent
            color: press.primary ? Theme.ink : Theme.edge
            radius: Theme.radius
            visible: press.raised
        }
        Rectangle {
            anchors.fill: parent
            anchors.bottomMargin: press.raised && !press.down ? Theme.lip : 0
            border.color: press.rim
            border.width: press.rimmed ? Theme.rule * 2 : press.raised ? Theme.hair : 0
            color: press.down && !press.primary ? Theme.pressed : press.fill
            radius: Theme.radius
        }
        Rectangle {
            anchors.fill: parent
            anchors.margins: -Theme.mm(1)
            border.color: Theme.focus
            border.width: Theme.rule
            color: "transparent"
            radius: Theme.radius + Theme.mm(1)
            visible: Theme.dense && press.visualFocus
        }
    }

    Keys.onEnterPressed: click()
    Keys.onReturnPressed: click()
}
