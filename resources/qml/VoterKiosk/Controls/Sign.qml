import QtQuick
import VoterKiosk.Theme

// What a mark of a chart stands for.
Item {
    id: sign

    required property string mark
    required property string words

    implicitHeight: said.contentHeight

    Mark {
        ground: Theme.paper
        name: sign.mark
        y: (Theme.body * Theme.linePitch - height) / 2
    }
    Words {
        id: said

        text: sign.words
        width: parent.width - x
        x: Theme.body * 1.2
    }
}
