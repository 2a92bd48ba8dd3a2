pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// Figures under a heading, two beside each other where the screen is wide.
Column {
    id: group

    required property QtObject rows
    required property string title
    required property string opened // the figure that is open from the first
    readonly property real tallest: {
        let height = 0;
        for (const child of lines.children) {
            const line = child as FigureLine;
            height = Math.max(height, line?.natural ?? 0);
        }
        return height;
    }

    signal found(line: Item) // the figure that is open from the first
    signal touched

    spacing: Theme.mm(3)
    visible: figures.count > 0

    Words {
        heading: true
        size: Theme.heading
        text: group.title
        width: parent.width
    }
    Grid {
        id: lines

        readonly property real each: Math.floor((width - (columns - 1) * columnSpacing) / columns)

        columnSpacing: Theme.wide
        columns: width > Theme.body * 50 ? 2 : 1
        rowSpacing: Theme.mm(3)
        width: parent.width

        Repeater {
            id: figures

            model: group.rows

            FigureLine {
                id: line

                lowest: lines.columns > 1 ? group.tallest : 0
                open: line.name === group.opened
                width: lines.each

                Component.onCompleted: {
                    if (line.open)
                        group.found(line);
                }
                onTouched: group.touched()
            }
        }
    }
}
