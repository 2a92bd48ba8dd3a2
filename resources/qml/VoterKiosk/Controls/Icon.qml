import QtQuick
import VoterKiosk.Theme

// A drawn sign, always beside a word that says the same, in the colour of text. Its files are in resources/icons.
// An Image and not a Shape: the software renderer paints a Shape that is clipped away altogether.
Image {
    required property string name
    property real size: Theme.body * 1.3
    property color colour: Theme.ink

    Accessible.ignored: true
    height: size
    source: name === "" ? "" : "image://icons/" + name + "/" + colour.toString().slice(1)
    sourceSize: Qt.size(size, size)
    width: size
}
