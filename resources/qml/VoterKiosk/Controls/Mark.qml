import QtQuick
import VoterKiosk.Theme

// The mark of a value in a chart. What it stands for is told by its shape, never by its colour.
Icon {
    id: mark

    property color ground: Theme.surface // seen through an outline, so that no line runs through it

    colour: Theme.accent
    size: Math.max(Theme.mm(4), Theme.body * 0.62)

    Icon {
        colour: mark.ground
        name: mark.name.endsWith("-outline") ? mark.name.slice(0, -8) : ""
        size: mark.size
        z: -1
    }
}
