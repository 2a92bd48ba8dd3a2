pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// A table whose columns are as wide as what stands in them asks for; where they would be too narrow to read, each row
// becomes a card under its first cell.
Column {
    id: table

    required property list<string> cells
    required property int columns
    readonly property int count: columns > 0 ? cells.length / columns : 0
    readonly property real inner: width - (columns - 1) * Theme.room
    readonly property var wanted: natural() // by column: the least width and the width that suits, in pixels
    readonly property bool wide: wanted.reduce((sum, column) => sum + column[0], 0) <= inner
    readonly property var widths: shared()
    readonly property var starts: widths.map((own, index) => widths.slice(0, index).reduce((sum, width) => sum + width + Theme.room, 0))

    // The longest word of a column is never broken; a long text is content with a few lines.
    function natural(): var {
        const found = [];
        for (let column = 0; column < columns; column += 1) {
            let least = Theme.body * 3;
            let most = least;
            for (let row = 0; row < count; row += 1) {
                const said = cells[row * columns + column].replace(/<[^>]*>/g, "").replace(/&nbsp;/g, "\u00a0").replace(/&[a-z]+;/g, "&");
                const font = row === 0 ? bold : metrics;
                const full = font.advanceWidth(said) * Theme.body / 100 + 2;
                for (const word of said.split(" "))
                    least = Math.max(least, font.advanceWidth(word) * Theme.body / 100 + 2);
                least = Math.max(least, Math.min(full, Theme.body * 7));
                most = Math.max(most, full);
            }
            found.push([Math.ceil(least), Math.ceil(most)]);
        }
        return found;
    }

    // Who needs little has what it needs; the others share the rest by how much stands in them.
    function shared(): var {
        const least = wanted.reduce((sum, column) => sum + column[0], 0);
        const more = wanted.reduce((sum, column) => sum + column[1] - column[0], 0);
        const rest = Math.max(0, inner - least);
        if (more <= rest) {
            const all = least + more;
            return wanted.map(column => Math.floor(column[1] * Math.min(inner / all, 1.6)));
        }
        return wanted.map(column => Math.floor(column[0] + rest * (column[1] - column[0]) / more));
    }

    spacing: wide ? 0 : Theme.gap

    FontMetrics {
        id: metrics

        font.family: Theme.family
        font.pixelSize: 100 // as a measure: asked by a function, it could not tell that the text size has changed
    }
    FontMetrics {
        id: bold

        font.family: Theme.family
        font.pixelSize: 100 // as a measure: asked by a function, it could not tell that the text size has changed
        font.weight: Font.Bold
    }
    Repeater {
        model: table.count

        HeadRow {
            id: row

            required property int index
            readonly property bool head: index === 0

            heading: head
            implicitHeight: table.wide ? side.height + Theme.mm(4) : below.implicitHeight + 2 * Theme.gap
            visible: table.wide || !head
            width: table.width

            Rectangle {
                anchors.fill: parent
                border.color: Theme.line
                border.width: Theme.hair
                color: Theme.surface
                radius: Theme.radius
                visible: !table.wide
            }
            Item {
                id: side

                height: childrenRect.height
                visible: table.wide
                y: Theme.mm(2)

                Repeater {
                    model: table.columns

                    Words {
                        required property int index
                        readonly property string column: row.head || index === 0 ? "" : said(table.cells[index]) + ": "

                        Accessible.ignored: text === " " || row.head && index > 0 // each cell says its column
                        Accessible.name: column + said(text)
                        strong: row.head
                        text: table.cells[row.index * table.columns + index] || " "
                        textFormat: Text.StyledText
                        width: table.widths[index]
                        x: table.starts[index]
                    }
                }
            }
            Column {
                id: below

                visible: !table.wide
                width: row.width - 2 * Theme.gap
                x: Theme.gap
                y: Theme.gap

                Repeater {
                    model: table.columns

                    Words {
                        required property int index
                        readonly property string cell: table.cells[row.index * table.columns + index]

                        strong: index === 0
                        text: index === 0 || cell === "" ? cell : table.cells[index] + ": " + (cell.length < 24 ? "<b>" + cell + "</b>" : cell)
                        textFormat: Text.StyledText
                        width: below.width
                    }
                }
            }
            Rectangle {
                anchors.bottom: parent.bottom
                color: row.head ? Theme.edge : Theme.line
                height: row.head ? Theme.rule : Theme.hair
                visible: table.wide
                width: parent.width
            }
        }
    }
}
