pragma ComponentBehavior: Bound

import QtQuick
import QtQml.Models
import VoterKiosk.Theme

// A compiled text: one delegate a kind of block.
Column {
    id: blocks

    required property QtObject rows
    property bool large: false // few words on a whole screen
    property int size: large ? Theme.heading : Theme.body

    spacing: Theme.gap

    Repeater {
        model: blocks.rows

        delegate: DelegateChooser {
            role: "kind"

            DelegateChoice {
                roleValue: "heading"

                Words {
                    required property string text_
                    required property int level

                    heading: true
                    size: level <= 2 ? Theme.heading : Theme.body
                    text: text_
                    textFormat: Text.StyledText
                    bottomPadding: Theme.mm(1)
                    topPadding: Theme.room
                    width: blocks.width
                }
            }
            DelegateChoice {
                roleValue: "paragraph"

                Words {
                    required property string text_

                    size: blocks.size
                    text: text_
                    textFormat: Text.StyledText
                    width: blocks.width
                }
            }
            DelegateChoice {
                roleValue: "quote"

                Item {
                    id: quote

                    required property string text_

                    implicitHeight: said.contentHeight
                    width: blocks.width

                    Rectangle {
                        color: Theme.line
                        height: parent.height
                        width: Theme.mm(1)
                    }
                    Words {
                        id: said

                        font.italic: true
                        text: quote.text_
                        textFormat: Text.StyledText
                        width: parent.width - x
                        x: Theme.room
                    }
                }
            }
            DelegateChoice {
                roleValue: "list"

                Column {
                    id: list

                    required property list<string> items
                    required property bool ordered

                    spacing: Theme.mm(2)
                    width: blocks.width

                    Repeater {
                        model: list.items

                        Marked {
                            required property string modelData
                            required property int index

                            mark: list.ordered ? (index + 1) + "." : "–"
                            text: modelData
                            width: list.width
                        }
                    }
                }
            }
            DelegateChoice {
                roleValue: "step"

                Item {
                    id: step

                    required property string text_
                    required property list<string> items
                    required property int level

                    implicitHeight: Math.max(number.height, does.implicitHeight)
                    width: blocks.width

                    Rectangle {
                        id: number

                        Accessible.ignored: true
                        color: Theme.accent
                        height: Math.ceil(Theme.heading * 1.7)
                        radius: height / 2
                        width: height

                        Words {
                            Accessible.ignored: true
                            anchors.centerIn: parent
                            color: Theme.accentInk
                            heading: true
                            size: Theme.heading
                            text: step.level
                        }
                    }
                    Column {
                        id: does

                        spacing: Theme.mm(1.5)
                        topPadding: Theme.mm(1)
                        width: step.width - x
                        x: number.width + Theme.gap

                        Words {
                            Accessible.name: step.level + ". " + said(text)
                            heading: true
                            text: step.text_
                            textFormat: Text.StyledText
                            width: parent.width
                        }
                        Repeater {
                            model: step.items

                            Words {
                                required property string modelData

                                text: modelData
                                textFormat: Text.StyledText
                                width: does.width
                            }
                        }
                    }
                }
            }
            DelegateChoice {
                roleValue: "callout"

                Note {
                    required property string text_
                    required property list<string> items
                    required property string tone

                    sign: tone === "warning" ? "warning" : tone === "law" ? "law" : "about"
                    text: items.join("<br>")
                    title: text_
                    width: blocks.width
                }
            }
            DelegateChoice {
                roleValue: "table"

                Table {
                    width: blocks.width
                }
            }
            DelegateChoice {
                roleValue: "figure"

                Column {
                    id: figure

                    required property string text_
                    required property string picture
                    required property real ratio
                    required property string alt

                    spacing: Theme.mm(2)
                    width: blocks.width

                    Drawing {
                        alt: figure.alt
                        height: width * figure.ratio
                        source: figure.picture
                        visible: figure.picture !== ""
                        width: Math.min(figure.width, Theme.mm(120) / Math.max(0.1, figure.ratio))
                    }
                    Words {
                        text: figure.picture === "" ? figure.alt : ""
                        width: figure.width
                    }
                    Words {
                        color: Theme.soft
                        font.italic: true
                        text: figure.text_
                        textFormat: Text.StyledText
                        width: figure.width
                    }
                }
            }
        }
    }
}
