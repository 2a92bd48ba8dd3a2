pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// How to vote, a step a screen: where one is on the way, the step's drawing, what to do in large letters, and the next
// step as the key.
PageFrame {
    id: page

    required property Session session
    required property StepsFacts facts
    readonly property bool drawn: facts.picture !== "" && !pictured // on the page itself
    // In large letters the words leave no room below them: the way to a film stands beside the drawing.
    readonly property bool watchedBeside: watched.count === 1 && drawn && !task.beside && Theme.bodyCapital > 6

    emblemed: true
    kicker: facts.topic
    size: Math.max(Theme.title, Theme.text(8.5))
    text: !landscape && !drawn
    title: facts.title
    under: facts.position
    uppered: facts.picture !== ""

    emblem: Numeral {
        number: page.facts.number
    }
    upper: Drawing {
        alt: page.facts.alt
        anchors.centerIn: parent
        height: width * page.facts.ratio
        source: page.pictured ? page.facts.picture : ""
        width: Math.min(parent.width, parent.height / Math.max(0.1, page.facts.ratio))
    }
    foot: Neighbours {
        next: page.facts.next === "" ? qsTr("Start page") : qsTr("Next step")
        previous: page.facts.previous === "" ? "" : qsTr("Previous step")
        width: parent.width

        onNextChosen: {
            if (page.facts.next === "")
                page.session.home();
            else
                page.session.beside("steps", page.facts.next);
        }
        onPreviousChosen: page.session.beside("steps", page.facts.previous)
    }

    Way {
        marks: page.facts.marks
        text: ""
        width: page.contentWidth
    }
    Item {
        id: above

        // It takes what room is left and is never smaller than it can be understood at. It stands at the same place in
        // every step; what room is still left lies below it.
        readonly property real whole: Math.min(width - (page.watchedBeside ? Theme.body * 5 + Theme.gap : 0), Theme.mm(300)) * page.facts.ratio
        readonly property real fair: Math.min(page.spare - Theme.room, whole)
        readonly property real least: Math.min(whole, Theme.mm(76), page.least * 0.5)
        readonly property real tall: Math.max(fair, least)
        readonly property real air: rest.visible ? 0 : Math.max(0, Math.min(page.spare - Theme.room - tall, 3 * Theme.wide)) / 2

        height: tall + air
        visible: page.drawn && !task.beside
        width: page.contentWidth

        Drawing {
            alt: page.facts.alt
            height: above.tall
            source: page.facts.picture
            width: height / Math.max(0.1, page.facts.ratio)
            x: page.watchedBeside ? 0 : (parent.width - width) / 2
        }
        Column {
            spacing: Theme.gap
            visible: page.watchedBeside
            width: Math.min(Theme.body * 12, above.width - x)
            x: above.tall / Math.max(0.1, page.facts.ratio) + Theme.gap

            Repeater {
                model: page.facts.films

                KeyButton {
                    required sign
                    required property string call
                    required property string subject
                    required property string title

                    description: title
                    stacked: true
                    text: call
                    width: parent.width

                    onClicked: page.session.go("film", subject)
                }
            }
        }
    }
    Item {
        id: task

        readonly property bool wide: page.landscape && width > Theme.body * 44
        readonly property bool beside: page.drawn ? page.landscape && width > Theme.body * 30 : wide && !page.pictured && steps.implicitHeight + 3 * Theme.wide < page.least
        readonly property real drawingWidth: Math.min(width * (wide ? 0.5 : 0.38), (page.least - Theme.mm(14)) / Math.max(0.1, page.facts.ratio))
        readonly property real drawingHeight: beside && page.drawn ? drawingWidth * page.facts.ratio : 0
        readonly property real below: drawingHeight - does.implicitHeight // left below the words beside a drawing

        implicitHeight: Math.max(does.implicitHeight, beside && !page.drawn ? steps.implicitHeight : drawingHeight)
        width: page.contentWidth

        Drawing {
            alt: page.facts.alt
            height: task.drawingHeight
            source: page.facts.picture
            visible: task.beside && page.drawn
            width: task.drawingWidth
        }
        Column {
            id: does

            spacing: Theme.room
            width: !task.beside ? Math.min(task.width, Theme.body * 34) : page.drawn ? task.width - x : task.width * 0.56
            x: task.beside && page.drawn ? task.drawingWidth + Theme.wide : 0
            y: steps.visible ? 0 : Math.max(0, task.below / 2)

            Blocks {
                large: true
                rows: page.facts.blocks
                width: does.width
            }
            Words {
                color: Theme.soft
                font.italic: true
                text: page.facts.caption
                textFormat: Text.StyledText
                width: does.width
            }
            WordKeys {
                rows: page.facts.words
                session: page.session
                width: does.width
            }
            Grid {
                id: ways

                readonly property bool films: watched.count > 0 && !page.watchedBeside
                // In large letters the drawing needs the room; the last step offers it then, and Home.
                readonly property bool practice: page.facts.practice && (page.facts.next === "" || Theme.bodyCapital < 6)

                columns: films && practice && watched.count === 1 && width > Theme.body * 22 ? 2 : 1
                spacing: Theme.gap
                visible: films || practice
                width: does.width

                Column {
                    id: film

                    spacing: Theme.gap
                    visible: ways.films
                    width: (ways.width - ways.spacing * (ways.columns - 1)) / ways.columns

                    Repeater {
                        id: watched

                        model: page.facts.films

                        KeyButton {
                            required sign
                            required property string call
                            required property string subject
                            required property string title

                            description: title
                            text: call
                            width: film.width

                            onClicked: page.session.go("film", subject)
                        }
                    }
                }
                KeyButton {
                    sign: "practice"
                    text: qsTr("Practise on a sample ballot")
                    visible: ways.practice
                    width: film.width

                    onClicked: page.session.go("practice", "")
                }
            }
            TakeKey {
                session: page.session
                subject: "steps"
                visible: page.facts.next === ""
                width: does.width
            }
            Foot {
                source: task.beside && page.drawn ? page.facts.source : ""
                width: does.width
            }
        }
    }
    Item {
        id: rest

        readonly property real over: page.spare - (page.drawn ? above.whole : 0)

        height: steps.naturalHeight + Theme.gap
        visible: !task.beside && over > steps.naturalHeight + 2 * Theme.room + Theme.wide
        width: page.contentWidth
    }

    // Every step, where there is room to spare for them: nobody has to scroll for it.
    StepList {
        id: steps

        marks: page.facts.marks
        paired: page.drawn
        parent: task.beside ? task : rest
        visible: !task.beside || !page.drawn || task.below > naturalHeight + Theme.wide
        width: page.drawn ? (task.beside ? does.width : rest.width) : task.wide ? task.width * 0.38 : Math.min(rest.width, Theme.body * 34)
        x: !task.beside ? 0 : page.drawn ? does.x : task.width - width
        y: !task.beside ? Theme.gap : page.drawn ? task.drawingHeight - naturalHeight : 0

        onChosen: number => page.session.beside("steps", number.toString())
    }
    Foot {
        source: task.beside && page.drawn ? "" : page.facts.source
        width: parent.width
    }
}
