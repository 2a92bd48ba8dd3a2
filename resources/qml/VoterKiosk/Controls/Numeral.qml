import QtQuick
import VoterKiosk.Theme

// A number as large as a picture.
Rectangle {
    id: numeral

    required property int number

    Accessible.ignored: true
    color: Theme.accent
    implicitHeight: Math.max(Theme.body * 2, Math.min(Math.max(Theme.mm(30), Theme.title * 2), Theme.mm(Theme.breadth * 0.14)))
    implicitWidth: implicitHeight
    radius: width / 2

    Words {
        Accessible.ignored: true
        anchors.centerIn: parent
        color: Theme.accentInk
        heading: true
        size: Math.max(Theme.body, numeral.height * 0.5)
        text: numeral.number
    }
}
