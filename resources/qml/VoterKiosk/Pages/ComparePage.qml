pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// Everyone on one ballot, side by side in official order: columns of one width, turned like pages where they do not all
// fit. Nothing is ranked, chosen or marked as different.
PageFrame {
    id: page

    required property Session session
    required property CompareFacts facts
    property int at: facts.start // a person of the first page: where columns are few, another page has that person

    readonly property bool withheld: facts.onProgramme && facts.programmeWhy !== ""
    readonly property real gutter: Theme.room
    readonly property real suits: Theme.body * Math.max(9, Math.min(14, facts.longestName * 0.16)) // long names ask for wide columns
    readonly property real narrowest: Math.min(suits, Math.max(Theme.body * 6.6, (contentWidth - gutter) / 2))
    readonly property int fit: Math.max(1, Math.floor((contentWidth + gutter) / (narrowest + gutter)))
    readonly property int each: Math.ceil(facts.count / Math.ceil(facts.count / fit)) // no page much emptier than others
    readonly property int first: at - at % each
    readonly property int shown: Math.min(each, facts.count - first)
    readonly property real cellWidth: Math.floor((contentWidth - (each - 1) * gutter) / each)

    readonly property string nextSpan: !withheld && first + each < facts.count ? span(first + each) : ""
    readonly property string previousSpan: !withheld && first > 0 ? span(first - each) : ""

    // What stays at the top may take a third of the page: pictures and names, or names, or numbers alone, for all alike.
    readonly property real portraitWidth: Math.min(Theme.mm(18), cellWidth * 0.26)
    readonly property bool framed: facts.framed && Math.max(portraitWidth * 1.5, tallest(cellWidth - portraitWidth - Theme.mm(3))) < height * 0.3
    readonly property bool named: framed || tallest(cellWidth) < height * 0.34

    function tallest(room: real): real {
        let most = 0;
        for (let place = 0; place < facts.count; place += 1)
            most = Math.max(most, Theme.height(facts.numbers[place] + " " + facts.names[place], Theme.body * 1.1, room) + Theme.height(facts.struck[place], Theme.body * 1.1, room));
        return most;
    }

    // "Persons 4 to 5".
    function span(from: int): string {
        const last = Math.min(from + each, facts.count);
        return last === from + 1 ? qsTr("Person %1").arg(last) : qsTr("Persons %1 to %2").arg(from + 1).arg(last);
    }

    function leaf(to: int): void {
        page.keeping(facts.onProgramme ? programmes : form, () => page.at = to);
        facts.announced(under);
    }

    berth: standing
    kicker: facts.ballot
    title: qsTr("Compare the whole list")
    under: each < facts.count && !withheld ? (shown === 1 ? qsTr("Person %1 of %2").arg(first + 1).arg(facts.count) : qsTr("Persons %1 to %2 of %3").arg(first + 1).arg(first + shown).arg(facts.count)) : ""

    foot: Neighbours {
        next: page.nextSpan
        previous: page.previousSpan
        width: parent.width

        onNextChosen: page.leaf(page.first + page.each)
        onPreviousChosen: page.leaf(page.first - page.each)
    }
    stuck: Item {
        id: heads

        implicitHeight: page.withheld ? 0 : childrenRect.height
        visible: !page.withheld
        width: parent.width

        Repeater {
            model: page.shown

            CompareHead {
                required property int index
                readonly property int place: page.first + index

                framed: page.framed
                name: page.facts.names[place] ?? ""
                named: page.named
                number: page.facts.numbers[place] ?? ""
                portrait: page.facts.portraits[place] ?? ""
                struck: page.facts.struck[place] ?? ""
                width: page.cellWidth
                x: index * (page.cellWidth + page.gutter)
            }
        }
    }

    Neighbours {
        next: page.stands ? "" : page.nextSpan
        previous: page.stands ? "" : page.previousSpan
        visible: implicitHeight > 0
        width: parent.width

        onNextChosen: page.leaf(page.first + page.each)
        onPreviousChosen: page.leaf(page.first - page.each)
    }
    Halves {
        first: qsTr("Short biography")
        second: qsTr("Action programme")
        onSecond: page.facts.onProgramme
        width: parent.width

        onChosen: second => page.session.beside("compare", page.facts.key + (second ? "/programme/" : "/") + (page.first + 1))
    }
    Item {
        id: standing

        implicitHeight: heads.implicitHeight
        visible: implicitHeight > 0
        width: parent.width

        Repeater {
            model: page.withheld ? 0 : page.shown

            Item {
                required property int index
                readonly property int place: page.first + index

                Accessible.name: [page.facts.numbers[place] + " " + page.facts.names[place], page.facts.struck[place]].filter(part => part !== "").join(". ").replace(/\u00a0/g, " ")
                Accessible.role: Accessible.ColumnHeader
                height: standing.height
                width: page.cellWidth
                x: index * (page.cellWidth + page.gutter)
            }
        }
    }
    Column {
        id: form

        visible: !page.facts.onProgramme
        width: parent.width

        Item {
            id: pictures

            implicitHeight: childrenRect.height + Theme.gap
            visible: page.facts.framed && !page.framed
            width: parent.width

            Repeater {
                model: pictures.visible ? page.shown : 0

                Portrait {
                    required property int index
                    readonly property int place: page.first + index
                    readonly property string picture: page.facts.portraits[place] ?? ""

                    name: page.facts.names[place] ?? ""
                    source: picture
                    width: Math.min(Theme.mm(30), page.cellWidth)
                    x: index * (page.cellWidth + page.gutter)
                }
            }
        }
        CompareRow {
            cellWidth: page.cellWidth
            first: page.first
            given: []
            gutter: page.gutter
            label: qsTr("Full name")
            marked: false
            names: page.facts.numbers
            shown: page.shown
            values: page.facts.names.map((name, place) => page.facts.struck[place] === "" ? name : name + ". " + page.facts.struck[place])
            visible: !page.named
            width: form.width
        }
        Repeater {
            model: page.facts.rows

            CompareRow {
                cellWidth: page.cellWidth
                first: page.first
                gutter: page.gutter
                names: page.facts.names
                shown: page.shown
                width: form.width
            }
        }
    }
    Note {
        text: qsTr("Besides the names, the list gives no information.")
        visible: page.facts.bare
        width: parent.width
    }
    Note {
        large: true
        sign: "locked"
        text: page.facts.programmeWhy
        visible: page.withheld
        width: parent.width
    }
    Words {
        color: Theme.soft
        text: page.facts.languageNote
        width: parent.width
    }
    Column {
        id: programmes

        visible: page.facts.onProgramme && !page.withheld
        width: parent.width

        Item {
            implicitHeight: childrenRect.height
            width: parent.width

            Repeater {
                model: programmes.visible ? page.shown : 0

                Column {
                    id: programme

                    required property int index
                    readonly property int place: page.first + index

                    Accessible.name: (qsTr("Action programme") + ": " + page.facts.names[place]).replace(/\u00a0/g, " ")
                    Accessible.role: Accessible.Grouping
                    spacing: Theme.gap
                    width: page.cellWidth
                    x: index * (page.cellWidth + page.gutter)

                    Blocks {
                        rows: page.facts.programme(programme.place)
                        width: programme.width
                    }
                    Words {
                        font.italic: true
                        text: page.facts.missing(programme.place)
                        width: programme.width
                    }
                    Words {
                        color: Theme.soft
                        text: page.facts.approval(programme.place)
                        width: programme.width
                    }
                }
            }
        }
    }
    Foot {
        source: page.facts.onProgramme ? "" : page.facts.source
        width: parent.width
    }
}
