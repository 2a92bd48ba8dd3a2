import QtQuick
import VoterKiosk.Theme

// How the keys of a letter pad are dealt into so much room: known before any key is made.
QtObject {
    id: plan

    required property real width
    property bool digits: true
    property bool editing: true
    property real room: 0 // how high the whole may grow; keys grow by half at most
    readonly property int letters: 27
    readonly property int spacing: Theme.mm(2.7)
    readonly property int reach: Theme.breadth < 160 ? Math.ceil(Theme.mm(12.8)) : Theme.target // a hand-sized screen has smaller keys
    readonly property real least: Math.max(reach, Theme.body * 1.5)
    readonly property int across: Math.max(3, Math.min(14, Math.floor((width + spacing) / (least + spacing))))
    readonly property int columns: evenly(letters)
    readonly property int rows: Math.ceil(letters / columns) + (digits ? Math.ceil(10 / evenly(10)) : 0) + (editing ? 1 : 0)
    readonly property real natural: Math.max(reach, Math.ceil(Theme.body * Theme.boldPitch) + Theme.mm(2) + Theme.lip)
    readonly property real high: Math.max(natural, Math.min(natural * 1.5, Math.floor((room - (rows - 1) * spacing) / rows)))
    readonly property real height: rows * (natural + spacing) - spacing // with keys as low as they can be

    // As few rows as fit, filled as evenly as they can be.
    function evenly(count: int): int {
        return Math.ceil(count / Math.ceil(count / across));
    }

    // How wide a key is of which so many stand in a row.
    function cell(count: int): real {
        return Math.floor((width - (count - 1) * spacing) / count);
    }
}
