import QtQuick

// A heading that is more than words: a key beside it, or the head of a table. It is not left alone at the foot of a page.
Item {
    property bool heading: true
}
