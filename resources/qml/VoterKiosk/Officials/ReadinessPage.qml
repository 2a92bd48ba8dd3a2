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
    readonly property string size: qsTr("%1 × %2 mm, %3 × %4 pixels").arg(Math.round(Window.width / Theme.pixelsPerMm)).arg(Math.round(Window.height / Theme.pixelsPerMm)).arg(Window.width).arg(Window.height)

    OfficePage {
        id: page

        anchors.fill: parent
        focus: visible
        office: trial.office
        title: trial.step === "sound" ? qsTr("Do you hear it?") : trial.step === "ruler" ? qsTr("Is it as large as a card?") : trial.step === "pixels" ? qsTr("Were there spots or stripes?") : trial.step === "place" ? qsTr("Where does the report go?") : trial.step === "result" ? qsTr("Result of the trial run") : qsTr("Trial run and checks")
        visible: !trial.bare

        // The way through
        Words {
            size: Theme.heading
            text: trial.step === "" ? qsTr("It takes about three minutes. Have a bank card or an identity card at hand, and a stick for the report.") : ""
            width: parent.width
        }
        Column {
            visible: trial.step === ""
            width: parent.width

            Repeater {
                model: [[qsTr("1. Hear"), qsTr("The kiosk says a sentence.")], [qsTr("2. Touch"), qsTr("You touch every field of the screen once.")], [qsTr("3. Measure"), qsTr("You hold a card against an outline.")], [qsTr("4. Look"), qsTr("Five colours fill the screen, to find spots and stripes.")], [qsTr("5. The machine"), qsTr("It reads every loaded file again and looks at disk, log, clock, sound and printer.")], [qsTr("6. Report"), qsTr("PDF and JSON, with lines to sign.")]]

                Fact {
                    required property var modelData

                    given: true
                    label: modelData[0]
                    plain: true
                    value: modelData[1]
                    width: parent?.width ?? 0
                }
            }
        }
        BigKeys {
            doors: [["next", qsTr("Begin"), qsTr("You may break off at any step")]]
            spare: page.spare
            visible: trial.step === ""
            width: parent.width

            onChosen: trial.facts.onward()
        }

        // Sound
        Words {
            size: Theme.heading
            text: trial.step === "sound" ? qsTr("Touch “Say a sentence” and stand where a citizen stands. With headphones, put them on.") : ""
            width: parent.width
        }
        Note {
            sign: "warning"
            text: qsTr("This kiosk has nothing to play sound on. Plug in a loudspeaker or headphones, or answer “No”.")
            visible: trial.facts.silent
            width: parent.width
        }
        BigKeys {
            doors: [["play", qsTr("Say a sentence"), qsTr("As often as you like")]]
            visible: trial.step === "sound"
            width: parent.width

            onChosen: trial.facts.speak()
        }

        // Size
        Words {
            size: Theme.heading
            text: trial.step === "ruler" ? qsTr("Hold a bank card or an identity card against the outline. They are all of one size.") : ""
            width: parent.width
        }
        Item {
            implicitHeight: outline.implicitHeight + 2 * Theme.room
            visible: trial.step === "ruler"
            width: parent.width

            CardOutline {
                id: outline

                anchors.centerIn: parent
                height: implicitHeight
                width: implicitWidth
            }
        }

        // Pixels
        Words {
            size: Theme.heading
            text: trial.step === "pixels" ? qsTr("Five colours have filled the screen. Answer for all of them.") : ""
            width: parent.width
        }
        BigKeys {
            doors: trial.step === "sound" ? [["close", qsTr("No"), qsTr("Too soft, broken, or nothing at all")], ["check", qsTr("Yes, clearly"), qsTr("Every word")]] : trial.step === "ruler" ? [["close", qsTr("No"), qsTr("It is larger or smaller")], ["check", qsTr("Yes, the same"), qsTr("On all four sides")]] : [["warning", qsTr("Yes, there were"), qsTr("In one colour or more")], ["check", qsTr("No, all clean"), qsTr("In all five colours")]]
            spare: page.spare
            visible: trial.step === "sound" || trial.step === "ruler" || trial.step === "pixels"
            width: parent.width

            onChosen: place => trial.facts.answer(place === 1)
        }

        // Where to
        Words {
            size: Theme.heading
            text: trial.step === "place" ? qsTr("The machine now reads everything that was loaded again, which may take minutes. Then the report is written as PDF and JSON.") : ""
            width: parent.width
        }
        PlaceKeys {
            nowhere: qsTr("Only look, write nothing")
            places: trial.facts.places
            spare: page.spare
            visible: trial.step === "place"
            width: parent.width

            onChosen: path => trial.facts.write(path, trial.size)
        }

        // What was found
        Words {
            size: Theme.heading
            text: trial.facts.asked ? qsTr("Reading everything again: %1 %").arg(trial.facts.percent) : ""
            width: parent.width
        }
        Note {
            sign: trial.facts.sign
            text: trial.facts.written === "" ? "" : qsTr("Written. The stick may be taken out.") + "<br>" + trial.facts.written.replace(/\n/g, "<br>")
            title: trial.facts.whole
            visible: title !== ""
            width: parent.width
        }
        Column {
            visible: trial.step === "result"
            width: parent.width

            Repeater {
                model: trial.facts.rows

                CheckLine {
                    width: parent?.width ?? 0
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
