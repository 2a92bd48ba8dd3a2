import QtQuick
import VoterKiosk.Core

// To the page of a posted list before and after.
Neighbours {
    id: turns

    required property PostedFacts facts

    next: facts.choosing || facts.over ? "" : qsTr("Next part")
    previous: !facts.choosing && facts.begun ? qsTr("Previous part") : ""

    onNextChosen: facts.turn(1)
    onPreviousChosen: facts.turn(-1)
}
