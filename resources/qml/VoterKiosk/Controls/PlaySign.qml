import QtQuick
import VoterKiosk.Theme

// On a still: it can be played. Said in words beside it.
Rectangle {
    id: sign

    color: Theme.accent
    border.color: Theme.accentInk
    border.width: Theme.rule
    height: width
    radius: width / 2
    width: Theme.mm(15)

    Icon {
        colour: Theme.accentInk
        height: size
        name: "play"
        size: sign.width * 0.55
        width: size
        x: (parent.width - width) / 2 + sign.width * 0.03
        y: (parent.height - height) / 2
    }
}
