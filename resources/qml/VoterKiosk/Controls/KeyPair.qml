import QtQuick
import VoterKiosk.Theme

// Two things to do next, one of them the one that most people want.
Item {
    id: pair

    required property string first
    required property string second
    property string firstSign: ""
    property string secondSign: ""
    property bool firstLeads: false // the first is what to do
    property bool firstLive: true // there is something for it to do

    signal firstChosen
    signal secondChosen

    implicitHeight: first === "" && second === "" ? 0 : Math.max(one.implicitHeight, two.implicitHeight)

    KeyButton {
        id: one

        enabled: pair.firstLive
        height: pair.height
        inkColour: primary ? Theme.accentInk : enabled ? Theme.ink : Theme.soft
        primary: pair.firstLeads
        raised: enabled
        sign: pair.firstSign
        text: pair.first
        visible: text !== ""
        width: (pair.width - Theme.gap) / 2

        onClicked: pair.firstChosen()
    }
    KeyButton {
        id: two

        anchors.right: pair.right
        height: pair.height
        primary: !pair.firstLeads
        sign: pair.secondSign
        text: pair.second
        visible: text !== ""
        width: one.visible ? one.width : pair.width

        onClicked: pair.secondChosen()
    }
}
