pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// A practice ballot as the official form looks (constituency and seal top left, title, how many to elect, a line a
// candidate), stamped as what it is. The stamp stands beside the text, never over it.
Rectangle {
    id: paper

    required property QtObject lines
    required property var marks
    required property var effects
    required property var strokes
    required property string colour // #rrggbb, or empty where the province's choice is not known
    property string place: ""
    property string unit: ""
    property string body: ""
    property int seats: 0
    property bool added: false
    property string addedName: ""
    property bool live: true
    property bool whole: true // with its head, not the lines alone
    readonly property int inset: Theme.mm(Math.min(compact ? 5 : 8, Theme.breadth * 0.03))
    // The height it needs: what its lines have grown to does not count.
    readonly property real natural: {
        let sum = 0;
        for (const child of sheet.children)
            sum += child.visible ? child.implicitHeight : 0;
        return sum;
    }
    property real grown: 0 // how much higher than it need be
    property bool compact: false // the title beside the seal and not below it: where height is dear
    readonly property bool beside: whole && width > Theme.body * 24
    readonly property bool tucked: compact && whole && width > Theme.body * 34

    // As wide as the longer of the two words on it.
    readonly property real keyWidth: Math.ceil(Math.max(metrics.advanceWidth(qsTr("Strike out")), metrics.advanceWidth(qsTr("Clear"))) * Theme.body / 100) + Theme.body * 1.3 + Theme.gap + 2 * Theme.room + Theme.mm(1)

    signal drawn(row: int, points: var, first: var, second: var)
    signal struck(row: int)

    border.color: Theme.edge
    border.width: Theme.hair
    color: colour === "" ? Theme.surface : Theme.tint(colour)
    height: implicitHeight + grown
    implicitHeight: natural + 2 * inset

    FontMetrics {
        id: metrics

        font.family: Theme.family
        font.pixelSize: 100
        font.weight: Font.Bold
    }
    Column {
        id: sheet

        readonly property real share: Math.floor(paper.grown / Math.max(1, names.count + (below.visible ? 2 : 0)))

        width: parent.width - 2 * paper.inset
        x: paper.inset
        y: paper.inset

        Item {
            id: top

            height: implicitHeight
            implicitHeight: paper.tucked ? Math.max(corner.implicitHeight, stamp.implicitHeight + titles.implicitHeight + Theme.mm(2)) + Theme.mm(2) : paper.beside ? Math.max(corner.implicitHeight, stamp.implicitHeight) : (corner.visible ? corner.implicitHeight + Theme.gap : 0) + stamp.implicitHeight
            width: parent.width

            Item {
                id: corner

                implicitHeight: paper.tucked ? Math.max(seal.height, where.implicitHeight) : where.implicitHeight + Theme.mm(1) + seal.height
                visible: paper.whole
                width: paper.tucked ? parent.width * 0.42 : paper.beside ? parent.width * 0.46 : parent.width

                Column {
                    id: where

                    width: parent.width - x
                    x: paper.tucked ? seal.width + Theme.gap : 0

                    Words {
                        text: paper.place
                        width: parent.width
                    }
                    Words {
                        strong: true
                        text: paper.unit
                        width: parent.width
                    }
                }
                Seal {
                    id: seal

                    said: qsTr("seal\n(sample)")
                    y: paper.tucked ? 0 : where.implicitHeight + Theme.mm(1)
                }
            }
            Rectangle {
                id: stamp

                anchors.right: parent.right
                border.color: Theme.accent
                border.width: Theme.rule
                color: "transparent"
                height: implicitHeight
                implicitHeight: stampWords.implicitHeight + 2 * Theme.mm(2.5)
                radius: Theme.mm(1.5)
                width: paper.tucked ? parent.width * 0.55 : paper.beside ? parent.width * 0.5 : parent.width
                y: paper.beside ? 0 : parent.height - height

                Words {
                    id: stampWords

                    heading: true
                    horizontalAlignment: Text.AlignHCenter
                    size: paper.whole ? Theme.heading : Theme.body
                    text: qsTr("SAMPLE, not a ballot")
                    width: parent.width - 2 * Theme.mm(2)
                    x: Theme.mm(2)
                    y: Theme.mm(2.5)
                }
            }
        }
        Item {
            id: below

            height: implicitHeight + 2 * sheet.share
            implicitHeight: titles.implicitHeight + 2 * Theme.gap
            visible: paper.whole && !paper.tucked
            width: parent.width

            Column {
                id: titles

                parent: paper.tucked ? top : below
                visible: paper.whole
                width: paper.tucked ? stamp.width : parent.width
                x: parent.width - width
                y: paper.tucked ? stamp.implicitHeight + Theme.mm(2) : (parent.height - implicitHeight) / 2

                Words {
                    heading: true
                    horizontalAlignment: Text.AlignHCenter
                    size: Theme.heading
                    text: qsTr("Ballot for deputies: %1").arg(paper.body)
                    width: parent.width
                }
                Words {
                    horizontalAlignment: Text.AlignHCenter
                    size: Theme.heading
                    text: qsTr("%n deputies to be elected", "", paper.seats)
                    width: parent.width
                }
            }
        }
        Repeater {
            id: names

            model: paper.lines

            Item {
                id: row

                required property int index
                required property int number
                required property string honorific
                required property list<string> first
                required property list<string> second
                required property string name

                height: implicitHeight + sheet.share
                implicitHeight: printed.implicitHeight
                width: sheet.width

                Rectangle {
                    Accessible.ignored: true
                    color: Theme.edge
                    height: Theme.hair
                    width: parent.width
                }
                PaperLine {
                    id: printed

                    anchors.fill: parent
                    effect: paper.effects[row.index] ?? ""
                    first: row.first
                    honorific: row.honorific
                    keyWidth: paper.keyWidth
                    live: paper.live
                    mark: paper.marks[row.index] ?? "none"
                    name: row.name
                    number: row.number
                    second: row.second
                    strokes: paper.strokes[row.index] ?? []

                    onDrawn: (points, first, second) => paper.drawn(row.index, points, first, second)
                    onStruck: paper.struck(row.index)
                }
            }
        }
        Item {
            height: implicitHeight
            implicitHeight: written.implicitHeight + Theme.gap
            visible: paper.added
            width: parent.width

            Rectangle {
                Accessible.ignored: true
                color: Theme.edge
                height: Theme.hair
                width: parent.width
            }
            Words {
                id: written

                font.italic: true
                size: Theme.heading
                text: qsTr("%1 (written by hand)").arg(paper.addedName)
                width: parent.width
                y: Theme.gap / 2
            }
        }
    }
}
