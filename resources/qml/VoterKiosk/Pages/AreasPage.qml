pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// The way to another polling area, one question a screen: the commune by its letters, the part, the residents' group.
PageFrame {
    id: page

    required property Session session
    required property AreasFacts facts

    // What was typed belongs to the place, so that going on and back finds it again.
    function note(): void {
        session.note(facts.subject);
    }

    kicker: facts.kicker
    title: facts.title
    under: facts.under

    Way {
        marks: page.facts.marks
        text: page.facts.position
        visible: page.facts.position !== ""
        width: parent.width
    }
    Empty {
        room: page.spare
        sign: "place"
        text: page.facts.lostText
        title: page.facts.lostTitle
        visible: page.facts.lostTitle !== ""
        width: parent.width
    }
    Grid {
        id: desk

        readonly property bool beside: page.landscape && width > Theme.body * 44

        columnSpacing: Theme.wide
        columns: beside ? 2 : 1
        rowSpacing: Theme.room
        visible: page.facts.asksNames
        width: parent.width

        Column {
            id: keys

            spacing: Theme.gap
            width: desk.beside ? (desk.width - Theme.wide) * 0.5 : desk.width

            TypedLine {
                invitation: qsTr("Touch the first letters of its name; old names will do")
                typed: page.facts.typed
                width: parent.width
            }
            LetterPad {
                digits: page.facts.digits
                live: page.facts.live
                width: parent.width

                onCleared: {
                    page.facts.clear();
                    page.note();
                }
                onErased: {
                    page.facts.erase();
                    page.note();
                }
                onTyped: letter => {
                    page.facts.add(letter);
                    page.note();
                }
            }
        }
        Column {
            id: names

            spacing: Theme.gap
            width: desk.beside ? desk.width - keys.width - Theme.wide : desk.width

            Words {
                strong: true
                text: page.facts.said
                width: parent.width
            }
            Deal {
                id: found

                least: Theme.body * 24
                most: desk.beside ? 1 : 2
                width: parent.width

                Repeater {
                    model: page.facts.asksNames ? page.facts.ways : null

                    WayOn {
                        height: found.columns > 1 ? found.cellHeight : implicitHeight
                        inset: Theme.mm(page.landscape ? 2.5 : 4)
                        width: found.cellWidth
                    }
                }
            }
            Words {
                text: page.facts.more
                width: parent.width
            }
        }
    }
    Deal {
        id: ways

        least: Theme.body * 26
        lowest: naturalCell + Math.min(page.spare / Math.max(1, lines), lines > 3 ? naturalCell * 0.6 : Theme.mm(45))
        most: 2
        visible: !page.facts.asksNames && count > 0
        width: parent.width

        Repeater {
            model: page.facts.asksNames ? null : page.facts.ways

            WayOn {
                height: ways.cellHeight
                width: ways.cellWidth
            }
        }
    }
    Note {
        large: ways.visible && ways.lines < 4
        text: page.facts.hint
        visible: page.facts.hint !== ""
        width: parent.width
    }

    component WayOn: Door {
        required property string screen
        required property string subject
        required property string above

        description: summary
        kicker: above
        text: above === "" ? title : title + " (" + above + ")"

        onClicked: page.session.go(screen, subject)
    }
}
