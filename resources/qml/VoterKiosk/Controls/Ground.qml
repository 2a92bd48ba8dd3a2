import QtQuick
import VoterKiosk.Theme

// One statement and the article it comes from; above the first of a source, the source itself.
Column {
    id: ground

    required property string title
    required property string detail
    required property string address
    required property string reference
    required property string statement

    Words {
        heading: true
        size: Theme.heading
        text: ground.title
        topPadding: Theme.gap
        width: Math.min(parent.width, Theme.body * 40)
    }
    Words {
        color: Theme.soft
        text: ground.detail
        width: Math.min(parent.width, Theme.body * 40)
    }
    Words {
        text: ground.address
        width: parent.width
        wrapMode: Text.WrapAnywhere
    }
    Fact {
        given: true
        label: ground.reference
        plain: true
        value: ground.statement
        width: parent.width
    }
}
