import QtQuick

// One contrast: a colour for every role. No colour is named anywhere else.
QtObject {
    required property color paper // the page
    required property color surface // what lies on the page
    required property color pressed // a control under the finger
    required property color ink // text
    required property color soft // text of second rank: still 10:1
    required property color accent // the one red: what to do next
    required property color accentInk
    property color field: accent // the one large surface, on Attract
    property color fieldInk: accentInk
    required property color line // rules and frames
    required property color edge // the frame of what can be touched
    required property color mark // the band that says sample or assumed time
    required property color markInk
    required property color focus
    required property color heard // under the word that is read aloud
    property color pen: focus // what a finger draws
    property bool tinted: true // whether ballots show their paper's colour all over
    property real tintStrength: 1
}
