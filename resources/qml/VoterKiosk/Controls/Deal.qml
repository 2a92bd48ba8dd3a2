import QtQuick
import VoterKiosk.Theme

// Equal cells, as many beside each other as can be read: no card is larger than its neighbour.
// What is dealt takes `cellWidth` and `cellHeight`.
Grid {
    id: deal

    property real least: Theme.body * 14 // the narrowest cell, in pixels
    property real lowest: 0 // the least height of a cell, in pixels
    property int most: 3
    property bool full: false // every row full, or one cell a row
    readonly property int fit: Math.max(1, Math.min(most, Math.floor((width + spacing) / (least + spacing))))
    readonly property int count: {
        let cells = 0;
        for (const cell of children)
            cells += cell.implicitHeight > 0 ? 1 : 0;
        return cells;
    }
    readonly property int lines: Math.ceil(count / columns)
    readonly property real cellWidth: Math.floor((width - (columns - 1) * spacing) / columns)
    readonly property real naturalCell: {
        let height = 0;
        for (const cell of children)
            height = Math.max(height, cell.implicitHeight);
        return height;
    }
    readonly property real naturalHeight: lines * naturalCell + Math.max(0, lines - 1) * spacing
    readonly property real cellHeight: Math.max(naturalCell, Math.floor(lowest))

    columns: {
        if (!full || count === 0)
            return fit;
        for (let each = Math.min(fit, count); each > 1; each -= 1)
            if (count % each === 0)
                return each;
        return 1;
    }
    spacing: Theme.gap
}
