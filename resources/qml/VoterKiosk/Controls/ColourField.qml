import QtQuick

// The whole screen in one colour after the other, to look for spots: a touch anywhere goes on.
Press {
    id: field

    property int place: 0
    readonly property var colours: [["#ff0000", qsTr("Red")], ["#00ff00", qsTr("Green")], ["#0000ff", qsTr("Blue")], ["#ffffff", qsTr("White")], ["#000000", qsTr("Black")]]

    signal seen

    raised: false
    text: qsTr("%1. Touch anywhere for the next colour.").arg(colours[place][1])

    background: Rectangle {
        color: field.colours[field.place][0]
    }
    contentItem: Item {}

    onClicked: {
        if (place + 1 < colours.length)
            place += 1;
        else
            seen();
    }
}
