pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Theme

// Every screen but Attract: what it is about, its content, a button that shows more of it, and a foot.
FocusScope {
    id: frame

    required property string title
    property string kicker: ""
    property string under: "" // one line below the title
    property int size: Theme.title
    property bool text: false // running text keeps to a line that an eye can follow back
    default property alias content: column.data
    property alias foot: footRow.data
    property alias emblem: emblemSlot.data // a picture beside the title
    property bool emblemed: false
    property alias stuck: stuckSlot.data // stands in its berth, and stays at the top when the content has been moved on; read in the berth
    property Item berth: null // an item of the content, as high as `stuck`
    property real lift: Theme.lift // above the page, out of reach: the title stands there
    property alias upper: upperSlot.data // a picture that stands there as well
    property bool uppered: false
    property alias aside: asideSlot.data // beside running text, where there is room for it
    property string asideText: "" // what stands there, to see whether it fits
    readonly property int contentWidth: column.width
    readonly property bool landscape: width > height
    readonly property bool tight: height > 0 && height < Theme.body * 26 // few lines: title and foot go with the content
    readonly property real sideRoom: width - 2 * Theme.margin - Theme.body * 34 - 2 * Theme.wide
    readonly property bool asided: text && landscape && !tight && sideRoom > Theme.body * 12 && Theme.height(asideText, Theme.body, sideRoom) + asideText.split("\n").length * Theme.body * 1.5 < least
    readonly property bool footed: footRow.children.length > 0 && footRow.height > 0
    readonly property bool lifted: lift > 0 && head.height + Theme.room < lift
    readonly property bool pictured: lifted && lift - head.height > Theme.mm(70) // there is room for a picture above the title
    readonly property bool loose: !lifted && (tight || berth !== null || height > 0 && head.height > height * 0.36) // the title goes with the content
    readonly property real contentTop: lifted || loose ? 0 : head.y + head.height + Theme.room
    readonly property int headSize: {
        if (lift <= 0 || uppered)
            return size;
        for (const fitting of [Theme.display, Theme.title, Theme.heading])
            if (fitting >= size && Theme.height(title, fitting, titles.width) + Theme.height(under, Theme.heading, titles.width) + Theme.body * 5 < lift)
                return fitting;
        return Theme.heading;
    }
    readonly property bool stands: !tight || berth !== null && height > Theme.body * 18 // the foot does not
    readonly property real stuckHeight: stuckSlot.height > 0 ? stuckSlot.height + 2 * Theme.mm(2) : 0
    readonly property real cover: berth === null ? 0 : stuckHeight // what comes to lie over the top of the content
    readonly property real least: height - contentTop - (footed && stands ? footRow.height + 2 * Theme.gap : 0)
    readonly property real tail: Theme.mm(1.5) + (footed && !stands ? footRow.height + 2 * Theme.gap : 0) // below the content
    readonly property real extent: column.y + column.height + tail
    readonly property bool more: extent > least + 1

    // What is left below the content, less than nothing where the page has to be scrolled; set by `measure` whenever the
    // content is laid out. Of it, `optional` goes to what shows only where there is room or the page is scrolled anyhow,
    // and what is spare is for what may grow into it.
    property real vacant: 0
    property real optional: 0
    readonly property bool granted: optional > 0 && (vacant < 0 || vacant >= optional + column.spacing)
    readonly property real spare: Math.max(0, vacant - (granted ? optional + column.spacing : 0))

    // Cards and papers count with the height they need, not with the height they have grown to; what has no height
    // of its own shows by what is spare and does not count.
    function measure(): void {
        let sum = column.y + tail + Theme.gap;
        let count = 0;
        for (const child of column.children) {
            const deal = child as Deal;
            const height = deal ? deal.naturalHeight : child.implicitHeight;
            if (height > 0 && child.visible) {
                sum += height;
                count += 1;
            }
        }
        vacant = least - sum - Math.max(0, count - 1) * column.spacing;
    }

    // Where what stands on the page ends and begins: pages are turned by whole pieces, never through one.
    function pieces(owner: Item, top: real, found: var): void {
        for (const child of owner.children) {
            if (!child.visible || child.height <= 0)
                continue;
            const y = top + child.y;
            const inner = child as Loader;
            if (child instanceof Column || child instanceof Grid || child instanceof Flow || inner !== null)
                pieces(inner === null ? child : inner.item as Item, inner === null ? y : y + (inner.item as Item).y, found);
            else if (child instanceof HeadRow)
                found.push([y, y + child.height, (child as HeadRow).heading]);
            else if (child instanceof Words || child.height < scroller.room * 0.4 || !parts(child, y, found))
                piece(child as Words, y, child.height, found);
        }
    }

    // The texts of something too high to be one piece; whether it has any.
    function parts(owner: Item, top: real, found: var): bool {
        let any = false;
        for (const child of owner.children) {
            if (!child.visible || child.height <= 0)
                continue;
            const words = child as Words;
            if (words !== null) {
                lines(words, top + words.y, found);
                any = true;
            } else if (child instanceof PaperLine) {
                // a name and what its mark means are not parted
                found.push([top + child.y, top + child.y + child.height, false]);
                any = true;
            } else if (parts(child, top + child.y, found)) {
                any = true;
            }
        }
        return any;
    }

    function lines(words: Words, y: real, found: var): void {
        for (let line = 0; line < words.lineCount; line += 1)
            found.push([y + words.topPadding + line * words.lineHeight, y + words.topPadding + (line + 1) * words.lineHeight, words.heading]);
    }

    // One piece; a long text is as many as it has lines. The third of a piece says that it is a heading.
    function piece(words: Words, y: real, height: real, found: var): void {
        if (words === null || words.heading || height < scroller.room * 0.25) {
            found.push([y, y + height, words?.heading ?? false]);
            return;
        }
        lines(words, y, found);
    }

    function everything(): var {
        const found = [];
        if (loose) {
            parts(titles, head.y + titles.y, found);
            if (emblemSlot.visible)
                found.push([head.y, head.y + emblemSlot.height, false]);
        }
        pieces(column, column.y, found);
        if (footed && !stands)
            found.push([footRow.y, footRow.y + footRow.height, false]);
        return found.sort((one, other) => one[0] - other[0]);
    }

    // The height of the window on the content that cuts nothing, from `top` on.
    function whole(top: real): real {
        const found = everything();
        const end = top + scroller.room;
        let fits = 0;
        let cut = false;
        for (const piece of found) {
            if (piece[1] <= end + 1)
                fits = piece[2] ? fits : Math.max(fits, piece[1]);
            else
            // no heading is left alone at the foot
            if (piece[0] < end)
                cut = true;
        }
        if (!cut || fits - top < scroller.room * (loose ? 0.72 : 0.4))
            return scroller.room;
        return Math.min(scroller.room, Math.ceil(fits - top + column.spacing / 3));
    }

    function turn(pages: real): void {
        const found = everything();
        const shown = whole(scroller.contentY);
        const edge = Theme.mm(1.5);
        let target = scroller.contentY + pages * (scroller.room - cover - Theme.body * 2);
        if (pages > 0) {
            // the first piece that is not wholly on the screen comes to the top
            for (const piece of found) {
                if (piece[1] > scroller.contentY + shown + 1) {
                    if (piece[0] - edge - cover > scroller.contentY + 1)
                        target = Math.min(piece[0] - edge - cover, scroller.contentY + scroller.room - cover);
                    break;
                }
            }
        } else {
            // the first piece from which on everything above still fits
            for (const piece of found) {
                if (piece[0] - edge >= scroller.contentY + 2 * cover - scroller.room && piece[0] < scroller.contentY + cover) {
                    target = piece === found[0] ? 0 : piece[0] - edge - cover;
                    break;
                }
            }
        }
        place(target, found, edge);
    }

    function place(target: real, found: var, edge: real): void {
        const last = Math.max(0, extent - scroller.room);
        let end = last;
        for (const piece of found) {
            if (piece[0] - edge - cover >= last) {
                end = Math.min(piece[0] - edge - cover, last + scroller.room * 0.3);
                break;
            }
        }
        scroller.end = target >= last ? end : last;
        scroller.contentY = Math.max(0, Math.min(target >= last ? end : target, scroller.end));
        settle();
    }

    // Back to the beginning.
    function rewind(): void {
        scroller.contentY = 0;
        settle();
    }

    function settle(): void {
        scroller.height = scroller.moving ? scroller.room : whole(scroller.contentY);
    }

    // Brings what keys have come to onto the screen.
    function meet(press: Press): void {
        if (press?.visualFocus)
            reveal(press);
    }

    // Brings an item onto the screen, with room for its ring.
    function reveal(item: Item): void {
        let owner = item;
        while (owner && owner !== scroller.contentItem)
            owner = owner.parent;
        if (!owner)
            return;
        const ring = Theme.mm(3);
        const edge = Theme.mm(1.5);
        const top = item.mapToItem(scroller.contentItem, 0, 0).y;
        if (top - ring >= scroller.contentY + cover && top + item.height + ring <= scroller.contentY + scroller.height) {
            settle();
            return;
        }
        // the piece above it comes to the top, whole, where both have room
        const found = everything();
        const nearest = top - ring - cover;
        let target = nearest;
        for (const piece of found) {
            if (piece[1] <= top + 1)
                target = Math.min(nearest, piece[0] - edge - cover);
        }
        place(top + item.height + ring - target > scroller.room ? nearest : target, found, edge);
    }

    // Brings onto the screen what is read aloud: a piece, or the part of it from `y` on.
    function follow(item: Item, y: real, height: real): void {
        let owner = item;
        while (owner && owner !== scroller.contentItem)
            owner = owner.parent;
        if (!owner)
            return;
        const top = item.mapToItem(scroller.contentItem, 0, y).y;
        const whole = Math.min(height, scroller.room * 0.6);
        if (top < scroller.contentY + cover || top + whole > scroller.contentY + scroller.height)
            scroller.contentY = Math.max(0, Math.min(scroller.contentHeight - scroller.room, top - cover - Theme.room));
        settle();
    }

    // Changes what stands in `rows`, a column of the page, and keeps on the screen the row that is first there.
    function keeping(rows: Column, change: var): void {
        const edge = Theme.mm(1.5);
        const top = scroller.contentY + cover;
        let first = null;
        for (const row of rows.children) {
            if (row.visible && row.height > 0 && row.mapToItem(column, 0, row.height).y + column.y > top + edge) {
                first = row;
                break;
            }
        }
        const moved = scroller.contentY > 0 && first !== null;
        const before = first === null ? 0 : first.mapToItem(column, 0, 0).y + column.y - top;
        change();
        rows.forceLayout();
        column.forceLayout();
        if (moved)
            place(first.mapToItem(column, 0, 0).y + column.y - cover - Math.max(edge, before), everything(), edge);
    }

    onLeastChanged: measure()

    focus: true

    Connections {
        function onActiveFocusItemChanged(): void {
            frame.meet(frame.Window.activeFocusItem as Press);
        }

        target: frame.Window.window
    }

    // A screen reader reads in the order in which items lie in each other, and what changes its place comes last there:
    // so what stands on the page or goes with its content has a slot of its own in both.
    Item {
        id: headSlot

        Item {
            id: head

            readonly property bool aloft: frame.lifted

            height: Math.max(titles.implicitHeight, emblemSlot.visible ? emblemSlot.height : 0)
            parent: frame.loose ? looseHeadSlot : headSlot
            width: frame.width - 2 * Theme.margin
            x: Theme.margin
            y: !frame.lifted ? Theme.room : upperSlot.visible ? -height - Theme.room : -(frame.lift + height) / 2

            Column {
                id: titles

                spacing: Theme.mm(2)
                width: parent.width - x
                x: emblemSlot.visible ? emblemSlot.width + Theme.wide : 0

                Words {
                    color: Theme.accent
                    strong: true
                    text: frame.kicker
                    width: parent.width
                }
                Words {
                    focus: true // a screen reader begins here
                    heading: true
                    size: frame.headSize
                    text: frame.title
                    width: parent.width
                }
                Bar {}
                Words {
                    size: Theme.heading
                    text: frame.under
                    topPadding: Theme.mm(1.5)
                    width: parent.width
                }
            }
            Item {
                id: emblemSlot // read after the title

                height: childrenRect.height
                visible: frame.emblemed
                width: childrenRect.width
            }
        }
        Item {
            id: upperSlot

            readonly property bool aloft: frame.lifted

            height: Math.max(0, frame.lift - head.height - 3 * Theme.room)
            visible: frame.uppered && frame.pictured
            width: head.width
            x: Theme.margin
            y: Theme.room - frame.lift
        }
    }
    Rectangle {
        id: shelf

        readonly property real place: frame.berth === null ? 0 : column.y + frame.berth.y - Theme.mm(2) // in the content
        readonly property bool atTop: height > 0 && scroller.contentY >= place

        color: Theme.paper
        height: frame.stuckHeight
        parent: atTop ? frame : scroller.contentItem
        visible: height > 0
        width: frame.width
        y: atTop ? frame.contentTop : place

        Item {
            id: stuckSlot

            height: children.length > 0 ? children[0].implicitHeight : 0
            width: parent.width - 2 * Theme.margin
            x: Theme.margin
            y: Theme.mm(2)
        }
        Rectangle {
            anchors.bottom: parent.bottom
            color: Theme.edge
            height: Theme.hair
            visible: shelf.atTop
            width: parent.width
        }
    }
    Connections {
        id: arranged // what stands in columns finds its place just before it is drawn: then whole pieces are seen anew

        function onFrameSwapped(): void {
            enabled = false;
            frame.settle();
            frame.meet(frame.Window.activeFocusItem as Press);
        }

        enabled: true
        target: frame.Window.window
    }
    Item {
        id: glass

        readonly property real covered: shelf.atTop ? shelf.height : 0 // by what is stuck to the top

        clip: true
        height: scroller.height - covered
        width: frame.width
        y: frame.contentTop + covered

        Flickable {
            id: scroller

            readonly property real room: bottom.y - frame.contentTop
            property real end: 0 // how far the content may be moved: to a whole piece
            property bool below: false // whether there is more: looked at afterwards, as the key that says so takes of the room

            function look(): void {
                below = contentY < contentHeight - room - 1;
            }

            boundsBehavior: Flickable.StopAtBounds
            contentHeight: Math.max(frame.extent, end + room)
            contentWidth: width
            flickableDirection: Flickable.VerticalFlick
            interactive: frame.more
            width: parent.width
            y: -glass.covered

            onContentHeightChanged: {
                Qt.callLater(look);
                arranged.enabled = true;
            }
            onContentYChanged: Qt.callLater(look)
            onMovementEnded: frame.settle()
            onMovementStarted: frame.settle()
            onRoomChanged: {
                end = 0;
                Qt.callLater(look);
                frame.settle();
            }

            Item {
                id: looseHeadSlot
            }
            Column {
                id: column

                spacing: Theme.room
                width: Math.min(frame.width - 2 * Theme.margin, frame.text ? Theme.body * 34 : 1e6)
                x: Theme.margin
                y: frame.loose ? head.y + head.height + Theme.room : Theme.mm(1.5)

                onImplicitHeightChanged: {
                    frame.measure();
                    scroller.end = 0;
                    frame.settle();
                }
                onYChanged: {
                    frame.measure();
                    frame.settle();
                }
            }
            Item {
                id: looseFootSlot
            }
        }
    }
    Item {
        id: asideSlot

        visible: frame.asided
        width: frame.sideRoom
        x: frame.width - Theme.margin - width
        y: frame.contentTop + column.y
    }
    Rectangle {
        readonly property real share: scroller.room / Math.max(1, scroller.contentHeight)

        Accessible.ignored: true
        color: Theme.edge
        height: Math.max(Theme.mm(8), scroller.room * share)
        radius: width / 2
        visible: frame.more
        width: Theme.mm(1.4)
        x: frame.width - Theme.margin / 2 - width / 2
        y: frame.contentTop + (scroller.room - height) * Math.min(1, scroller.contentY / Math.max(1, scroller.contentHeight - scroller.room))
        z: 2
    }
    Item {
        id: bottom

        readonly property bool side: frame.footed && frame.stands && (frame.width > Theme.body * 44 || frame.loose && frame.landscape && frame.width > Theme.body * 32) // in one row

        anchors.bottom: parent.bottom
        height: frame.footed && frame.stands ? footRow.y + footRow.height + Theme.gap : frame.more ? moreRow.y + moreRow.height + Theme.gap : 0
        width: frame.width - 2 * Theme.margin
        x: Theme.margin

        Rectangle {
            color: Theme.edge
            height: Theme.hair
            visible: frame.more || frame.footed && frame.stands
            width: parent.width
        }
        Item {
            id: moreRow

            height: Math.max(upKey.implicitHeight, downKey.implicitHeight, bottom.side ? footRow.height : 0)
            visible: frame.more
            y: Theme.gap
            width: bottom.side ? (parent.width - Theme.gap) * 0.42 : parent.width

            KeyButton {
                id: upKey

                readonly property bool scrolls: true
                readonly property real share: Math.max(implicitWidth, (moreRow.width - Theme.gap) * 0.36)

                height: parent.height
                sign: "up"
                text: qsTr("Up")
                visible: scroller.contentY > 0
                width: downKey.visible ? share : parent.width

                onClicked: frame.turn(-1)
            }
            KeyButton {
                id: downKey

                readonly property bool scrolls: true
                anchors.right: parent.right
                height: parent.height
                sign: "down"
                signAfter: true
                text: qsTr("Show more")
                visible: scroller.below
                width: upKey.visible ? parent.width - Theme.gap - upKey.share : parent.width

                onClicked: frame.turn(1)
            }
        }
        Item {
            id: footSlot
        }
        Item {
            id: footRow

            height: children.length > 0 ? children[0].implicitHeight : 0
            parent: frame.stands ? footSlot : looseFootSlot
            width: bottom.side ? bottom.width - moreRow.width - Theme.gap : bottom.width
            x: !frame.stands ? Theme.margin : bottom.side ? moreRow.width + Theme.gap : 0
            y: !frame.stands ? column.y + column.height + Theme.gap : bottom.side || !frame.more ? moreRow.y : moreRow.y + moreRow.height + Theme.gap
        }
    }
}
