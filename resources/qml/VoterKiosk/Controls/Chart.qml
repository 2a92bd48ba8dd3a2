pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import VoterKiosk.Theme

// One measure over the terms. Every term is a strip that opens it, with its value written on it; over the strips lie
// the lines of the axis and the line that joins what may be joined. The terms stand beside each other where every
// value can be read so, else under each other, in two halves where the screen is wide.
Item {
    id: chart

    required property QtObject rows // the terms
    required property var names
    required property var values
    required property int most // values of one term
    required property var ticks
    required property var tickLabels
    required property var stretches
    required property string unit // that every value is followed by
    required property bool landscape

    signal chosen(subject: string)

    readonly property int count: names.length
    readonly property real nameWidth: Math.ceil(widest(names, bold))
    readonly property real valueWidth: Math.ceil(widest(values, metrics))
    readonly property real tickWidth: Math.ceil(widest(tickLabels, metrics))
    readonly property real cellWidth: valueWidth + (most > 1 ? Theme.body * 0.95 : 0)
    readonly property real between: Theme.mm(2.7) // of two strips
    readonly property real mark: Math.max(Theme.mm(4), Theme.body * 0.62)
    readonly property real line: Math.ceil(Theme.body * Theme.linePitch)
    readonly property real boldLine: Math.ceil(Theme.body * Theme.boldPitch)

    // Beside each other
    // Here the unit stands once, before the values.
    readonly property real bareWidth: Math.ceil(widest(values.map(value => bare(value)), metrics))
    readonly property real axis: Math.max(tickWidth, widest([qsTr("Term")], bold)) + Theme.mm(2)
    readonly property real column: (width - axis + between) / Math.max(1, count)
    readonly property real columnNeeds: Math.max(Theme.mm(12.8), cellWidth - valueWidth + bareWidth, nameWidth, widest(qsTr("no figure").split(/[ \u00a0]/), metrics)) + Theme.mm(0.6)
    readonly property bool across: landscape && count > 3 && column - between >= columnNeeds
    readonly property real below: boldLine + most * line + Theme.mm(1.5) // name and values

    // Under each other
    readonly property real cells: most * cellWidth + (most - 1) * Theme.body * 0.5
    readonly property real besides: nameWidth + cells + Theme.body * 1.5 + Theme.mm(4) // what is not the plot
    readonly property int halves: landscape && count > 5 && (width - Theme.wide) / 2 - besides > Theme.body * 5 ? 2 : 1
    readonly property int each: Math.ceil(count / halves)
    readonly property real breadth: (width - (halves - 1) * Theme.wide) / halves
    readonly property real head: line
    readonly property real noneWidth: widest([qsTr("no figure")], italic)
    // The plot below the words, where there is no room for it beside them; no line joins its marks then, lest it cross them.
    readonly property bool stacked: !across && (breadth - besides < Math.max(Theme.body * 4, 2.4 * tickWidth) || breadth - nameWidth - mark - Theme.body * 2.4 - Theme.mm(2) < noneWidth)
    readonly property real words: stacked ? Theme.mm(1) + most * boldLine : 0 // how high they are
    readonly property real low: stacked ? words + 2 * mark : Math.max(Theme.mm(12.8), Theme.boldPitch * Theme.body + Theme.mm(2)) // of a strip, at least
    readonly property real row: Math.max(low + between, (height - head + between) / Math.max(1, each))

    readonly property real plot: across ? height - below : stacked ? breadth - Theme.mm(4) : breadth - besides
    readonly property real margin: Theme.mm(2) + (stacked ? 0 : nameWidth) // before the plot
    readonly property real from: mark * 0.75 // where the axis begins and ends within the plot
    readonly property real span: plot - 2 * from

    implicitHeight: across ? below + Math.max(Theme.body * 9, Theme.mm(55)) : head + each * (low + between) - between

    function widest(words: var, font: FontMetrics): real {
        let most = 0;
        for (const word of words)
            most = Math.max(most, font.advanceWidth(word) * Theme.body / 100 + 1);
        return most;
    }

    function bare(value: string): string {
        return unit === "" ? value : value.replace(unit, "");
    }

    function half(index: int): int {
        return across ? 0 : Math.floor(index / each);
    }

    // The middle of a term's plot, along the terms; the beginning of its strip; and the left edge of its half.
    function along(index: real, half: int): real {
        return across ? axis + index * column + (column - between) / 2 : beginning(index, half) + (words + row - between) / 2;
    }

    function beginning(index: real, half: int): real {
        return across ? axis + index * column : head + (index - half * each) * row;
    }

    function side(half: int): real {
        return half * (breadth + Theme.wide);
    }

    // Where a value is on the axis, in pixels of the chart.
    function value(place: real, half: int): real {
        return across ? from + (1 - place) * span : side(half) + margin + from + place * span;
    }

    function point(index: real, place: real, half: int): string {
        const one = along(index, half).toFixed(1);
        const other = value(place, half).toFixed(1);
        return across ? one + " " + other : other + " " + one;
    }

    function grid(): string {
        let path = "";
        for (let half = 0; half < halves || half === 0; half += 1) {
            const last = Math.min(count, (half + 1) * each) - half * each;
            for (const tick of ticks) {
                const at = Math.round(value(tick, half)) + 0.5; // a whole pixel, and sharp
                if (across)
                    path += "M" + axis + " " + at + "L" + width + " " + at;
                else if (!stacked)
                    path += "M" + at + " " + head + "L" + at + " " + (head + last * row - between);
                else
                    for (let place = 0; place < last; place += 1)
                        path += "M" + at + " " + (head + place * row + words) + "L" + at + " " + (head + (place + 1) * row - between);
            }
            if (across)
                break;
        }
        return path;
    }

    // A stretch between two halves leaves the one and comes into the other at its edge.
    function joined(): string {
        let path = "";
        for (let place = 0; !stacked && place + 2 < stretches.length; place += 3) {
            const [first, begins, ends] = [stretches[place], stretches[place + 1], stretches[place + 2]];
            const here = half(first);
            const there = half(first + 1);
            if (here === there) {
                path += "M" + point(first, begins, here) + "L" + point(first + 1, ends, here);
            } else {
                const middle = (begins + ends) / 2;
                path += "M" + point(first, begins, here) + "L" + point(first + 0.5, middle, here);
                path += "M" + point(first + 0.5, middle, there) + "L" + point(first + 1, ends, there);
            }
        }
        return path;
    }

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
    FontMetrics {
        id: italic

        font.family: Theme.family
        font.italic: true
        font.pixelSize: 100 // as a measure: asked by a function, it could not tell that the text size has changed
    }

    // What is written at the lines of the axis, where there is room for it: the first and the last always.
    HeadRow {
        id: scale

        readonly property real apart: chart.span / Math.max(1, chart.ticks.length - 1)
        readonly property bool all: apart > (chart.across ? chart.line : chart.tickWidth + Theme.body * 0.4)

        height: chart.across ? chart.plot : chart.head
        width: chart.width

        Repeater {
            model: chart.halves * chart.ticks.length

            Words {
                required property int index
                readonly property int tick: index % chart.ticks.length
                readonly property int half: Math.floor(index / chart.ticks.length)
                readonly property real at: chart.value(chart.ticks[tick], half)

                Accessible.ignored: true
                color: Theme.soft
                horizontalAlignment: chart.across ? Text.AlignRight : Text.AlignHCenter
                text: scale.all || tick === 0 || tick === chart.ticks.length - 1 ? chart.tickLabels[tick] : ""
                visible: text !== "" && (!chart.across || half === 0)
                width: chart.tickWidth
                x: chart.across ? 0 : Math.max(chart.side(half), Math.min(chart.side(half) + chart.breadth - width, at - width / 2))
                y: chart.across ? Math.max(0, Math.min(scale.height - contentHeight, at - contentHeight / 2)) : 0
            }
        }
    }
    Repeater {
        model: chart.rows

        ChartKey {
            id: key

            required property int index
            readonly property int half: chart.half(index)

            across: chart.across
            height: chart.across ? chart.height : chart.row - chart.between
            marked: chart.most > 1
            nameWidth: chart.nameWidth
            plot: chart.plot
            unit: chart.across ? chart.unit : ""
            valueWidth: chart.across ? chart.bareWidth : chart.valueWidth
            width: chart.across ? chart.column - chart.between : chart.breadth
            stacked: chart.stacked
            x: chart.across ? chart.beginning(index, 0) : chart.side(half)
            y: chart.across ? 0 : chart.beginning(index, half)

            onClicked: chart.chosen(key.subject)
        }
    }

    Words {
        Accessible.ignored: true
        color: Theme.soft
        strong: true
        text: chart.across ? qsTr("Term") : ""
        y: chart.plot
    }
    Words {
        Accessible.ignored: true
        color: Theme.soft
        text: chart.across ? chart.unit : ""
        y: chart.plot + chart.boldLine
    }

    // Without height of their own, so that pages are turned by strips.
    Item {
        Drawn {
            id: lines

            reach: chart.height

            ShapePath {
                fillColor: "transparent"
                strokeColor: Theme.edge
                strokeWidth: Theme.hair

                PathSvg {
                    path: chart.grid()
                }
            }
            ShapePath {
                capStyle: ShapePath.RoundCap
                fillColor: "transparent"
                joinStyle: ShapePath.RoundJoin
                strokeColor: Theme.accent
                strokeWidth: Theme.rule * 1.5

                PathSvg {
                    path: chart.joined()
                }
            }
        }
        Repeater {
            model: chart.rows

            Item {
                id: drawn

                required property int index
                required property list<string> marks
                required property var places
                required property int gap
                readonly property int half: chart.half(index)

                Repeater {
                    model: drawn.marks

                    Mark {
                        required property int index
                        required property string modelData
                        readonly property real one: chart.along(drawn.index, drawn.half)
                        readonly property real other: chart.value(drawn.places[index] ?? 0, drawn.half)

                        name: modelData
                        size: chart.mark
                        x: (chart.across ? one : other) - width / 2
                        y: (chart.across ? other : one) - height / 2
                    }
                }
                Rectangle {
                    color: Theme.surface
                    height: chart.across ? none.contentHeight : chart.row - chart.between
                    visible: none.visible && !chart.stacked
                    width: Math.min(none.width, none.contentWidth + Theme.body * 0.6)
                    x: none.x + (chart.across ? (none.width - width) / 2 : -Theme.body * 0.3)
                    y: none.y + (none.contentHeight - height) / 2
                }
                Words {
                    id: none

                    Accessible.ignored: true
                    color: Theme.soft
                    font.italic: true
                    horizontalAlignment: chart.across ? Text.AlignHCenter : Text.AlignLeft
                    text: (chart.across ? drawn.gap > 0 : drawn.marks.length === 0) ? qsTr("no figure") : ""
                    width: chart.across ? drawn.gap * chart.column - chart.between : chart.side(drawn.half) + chart.breadth - x - Theme.body * 1.5
                    x: chart.across ? chart.beginning(drawn.index, 0) : chart.side(drawn.half) + Theme.mm(2) + chart.nameWidth + Theme.body * 0.6 + (chart.stacked ? 0 : chart.from)
                    y: chart.across ? chart.plot - chart.from - contentHeight - Theme.mm(1) : chart.stacked ? chart.beginning(drawn.index, drawn.half) + Theme.mm(1) : chart.along(drawn.index, drawn.half) - contentHeight / 2
                }
            }
        }
    }
}
