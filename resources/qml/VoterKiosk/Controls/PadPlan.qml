import QtQuick
import VoterKiosk.Theme

// How the keys of a letter pad are dealt into so much room: known before any key is made.
QtObject {
    id: plan

    required property real width
    property bool digits: true
    property bool editing: true
    property real room: 0 // how high the whole may grow, in pixels: keys become as large as they can, and twice as high at most
    readonly property int letters: 27
    readonly property int spacing: Theme.mm(2.7)
    readonly property int reach: Theme.breadth < 160 ? Math.ceil(12.8 * Theme.pixelsPerMm) : Theme.target // a hand-sized screen has smaller keys
    readonly property real least: Math.max(reach, Theme.body * 1.5)
    readonly property int across: Math.max(3, Math.min(14, Math.floor((width + spacing) / (least + spacing))))
    readonly property int figures: evenly(10, across) // digits in a row
    readonly property bool abreast: cell(3) >= Theme.body * 6 // a space and the ways of taking back in one row
    readonly property int columns: squarest()
    readonly property int rows: lines(columns)
    readonly property real natural: Math.max(reach, Math.ceil(Theme.body * Theme.boldPitch) + Theme.mm(2) + Theme.lip)
    readonly property real high: Math.max(natural, grown(rows))
    readonly property real height: lines(evenly(letters, across)) * (natural + spacing) - spacing // with keys as low as they can be

    readonly property int size: high > Theme.heading * 2 && cell(columns) > Theme.heading * 2 ? Theme.heading : Theme.body // of a letter

    // As few rows as fit, filled as evenly as they can be.
    function evenly(count: int, most: int): int {
        return Math.ceil(count / Math.ceil(count / most));
    }

    function lines(columns: int): int {
        return Math.ceil(letters / columns) + (digits ? Math.ceil(10 / figures) : 0) + (!editing ? 0 : abreast ? 1 : 2);
    }

    // How high a key of so many rows can be.
    function grown(rows: int): real {
        return Math.min(natural * 2, Math.floor((room - (rows - 1) * spacing) / rows));
    }

    // The columns that make the largest keys.
    function squarest(): int {
        let best = evenly(letters, across);
        let largest = 0;
        for (let most = across; most >= 3; most -= 1) {
            const columns = evenly(letters, most);
            const side = Math.min(cell(columns), grown(lines(columns)));
            if (side >= natural && side > largest + 1) {
                largest = side;
                best = columns;
            }
        }
        return best;
    }

    // How wide a key is of which so many stand in a row.
    function cell(count: int): real {
        return Math.floor((width - (count - 1) * spacing) / count);
    }
}
