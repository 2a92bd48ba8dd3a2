import QtQuick
import VoterKiosk.Theme

// A whole screen that can be touched anywhere: it lies over what is shown there.
Press {
    id: everywhere

    bottomPadding: 0
    fill: "transparent"
    leftPadding: 0
    raised: false
    rightPadding: 0
    topPadding: 0

    background: null
    contentItem: Item {}
}
