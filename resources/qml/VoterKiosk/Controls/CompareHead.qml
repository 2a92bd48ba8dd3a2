import QtQuick
import VoterKiosk.Theme

// Who a column is about: the same lines for everybody. What does not fit above the columns is said in them.
Item {
    id: person

    required property string number
    required property string name
    required property string struck
    required property string portrait
    property bool framed: false
    property bool named: true // else the number alone
    readonly property real side: Math.min(Theme.mm(18), width * 0.26)

    Accessible.ignored: true // wherever it stands, it is read in its berth
    implicitHeight: Math.max(said.implicitHeight, framed ? frame.height : 0)

    Portrait {
        id: frame

        Accessible.ignored: true
        name: person.name
        source: person.portrait
        visible: person.framed
        width: person.side
    }
    Column {
        id: said

        width: person.width - x
        x: person.framed ? frame.width + Theme.mm(3) : 0

        Words {
            Accessible.ignored: true
            font.strikeout: person.named && person.struck !== ""
            strong: true
            text: person.named ? person.number + " " + person.name : person.number
            width: parent.width
        }
        Words {
            Accessible.ignored: true
            color: Theme.accent
            strong: true
            text: person.named ? person.struck : ""
            width: parent.width
        }
    }
}
