import QtQuick

// A difficult word that leads to what it means.
KeyButton {
    Accessible.description: qsTr("Explains this word")
    sign: "word"
}
