pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// The trial run before the kiosk is used: step by step what a person hears, touches and sees, then what the machine finds.
FocusScope {
    id: trial

    required property Office office
    required property ReadinessFacts facts
    readonly property string step: facts.step
    readonly property bool bare: step === "touch" || step === "colours" // the whole screen
    readonly property string size: qsTr("%1 × %2 mm, %3 × %4 pixels").arg(Math.round(width / Theme.pixelsPerMm)).arg(Math.round(height / Theme.pixelsPerMm)).arg(width).arg(height)

    component Question: KeyPair {
        firstSign: "close"
        secondSign: "check"
        width: parent?.width ?? 0

        onFirstChosen: trial.facts.answer(false)
        onSecondChosen: trial.facts.answer(true)
    }

    OfficePage {
        anchors.fill: parent
        focus: visible
        office: trial.office
        title: trial.step === "sound" ? qsTr("Do you hear it?") : trial.step === "ruler" ? qsTr("Is it as large as a card?") : trial.step === "pixels" ? qsTr("Were there spots or stripes?") : trial.step === "place" ? qsTr("Where does the report go?") : trial.step === "result" ? qsTr("Result of the trial run") : qsTr("Trial run and checks")
        visible: !trial.bare

        Column {
            spacing: Theme.room
            visible: trial.step === ""
            width: parent.width

            Words {
                text: qsTr("About three minutes: you listen, touch the whole screen, hold a card against it and look at five colours. Then the machine checks itself, and there is a report to sign.")
                width: parent.width
            }
            Words {
                text: qsTr("Have a bank card or an identity card at hand, and a stick for the report.")
                width: parent.width
            }
            KeyButton {
                primary: true
                inkColour: Theme.accentInk
                sign: "next"
                text: qsTr("Begin")
                width: parent.width

                onClicked: trial.facts.onward()
            }
        }
        Column {
            spacing: Theme.room
            visible: trial.step === "sound"
            width: parent.width

            Words {
                text: qsTr("Touch “Say a sentence” and stand where a citizen stands. With headphones, put them on.")
                width: parent.width
            }
            Note {
                sign: "warning"
                text: qsTr("This kiosk has nothing to play sound on. Plug in a loudspeaker or headphones, or answer “No”.")
                visible: trial.facts.silent
                width: parent.width
            }
            KeyButton {
                sign: "play"
                text: qsTr("Say a sentence")
                width: parent.width

                onClicked: trial.facts.speak()
            }
            Question {
                first: qsTr("No")
                second: qsTr("Yes, clearly")
            }
        }
        Column {
            spacing: Theme.room
            visible: trial.step === "ruler"
            width: parent.width

            Words {
                text: qsTr("Hold a bank card or an identity card against the outline. They are all of one size.")
                width: parent.width
            }
            CardOutline {
                anchors.horizontalCenter: parent.horizontalCenter
                height: implicitHeight
                width: implicitWidth
            }
            Question {
                first: qsTr("No, larger or smaller")
                second: qsTr("Yes, the same")
            }
        }
        Column {
            spacing: Theme.room
            visible: trial.step === "pixels"
            width: parent.width

            Words {
                text: qsTr("Five colours have filled the screen. Answer for all of them.")
                width: parent.width
            }
            Question {
                first: qsTr("Yes, there were")
                second: qsTr("No, all clean")
            }
        }
        Column {
            spacing: Theme.room
            visible: trial.step === "place"
            width: parent.width

            Words {
                text: qsTr("The machine now reads everything that was loaded again, which may take minutes. Then the report is written as PDF and JSON.")
                width: parent.width
            }
            PlaceKeys {
                places: trial.facts.places
                width: parent.width

                onChosen: path => trial.facts.write(path, trial.size)
            }
            KeyButton {
                sign: "search"
                text: qsTr("Only look, write nothing")
                width: parent.width

                onClicked: trial.facts.write("", trial.size)
            }
        }
        Column {
            spacing: Theme.room
            visible: trial.step === "result"
            width: parent.width

            Words {
                text: qsTr("Reading everything again: %1 %").arg(trial.facts.percent)
                visible: trial.facts.asked
                width: parent.width
            }
            Note {
                sign: "check"
                text: trial.facts.whole
                visible: text !== ""
                width: parent.width
            }
            Note {
                sign: "take"
                text: trial.facts.written.replace(/\n/g, "<br>")
                title: qsTr("Written. The stick may be taken out.")
                visible: trial.facts.written !== ""
                width: parent.width
            }
            Column {
                width: parent.width

                Repeater {
                    model: trial.facts.rows

                    Fact {
                        required property string name
                        required property string said
                        required property bool fine

                        given: fine
                        label: name
                        value: said
                        width: parent?.width ?? 0
                    }
                }
            }
        }
    }
    Loader {
        active: trial.step === "touch"
        anchors.fill: parent

        sourceComponent: TouchField {
            dead: qsTr("One does not answer")
            help: qsTr("%n left", "", remaining)
            title: qsTr("Touch every field once.")

            onAll: trial.facts.answer(true)
            onFailed: trial.facts.answer(false)
        }
    }
    Loader {
        active: trial.step === "colours"
        anchors.fill: parent

        sourceComponent: ColourField {
            onSeen: trial.facts.onward()
        }
    }
}
