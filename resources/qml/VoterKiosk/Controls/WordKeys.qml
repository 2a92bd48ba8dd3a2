pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// The difficult words of a page, below its text: each a key to what it means. Who comes back from there comes back to
// the key that she touched.
Column {
    id: words

    required property Session session
    required property QtObject rows
    property string heading: qsTr("Difficult words on this page")
    readonly property int count: keys.count
    property string came: "" // the word she comes back from, until the page stands

    spacing: Theme.gap
    visible: count > 0

    Component.onCompleted: {
        const left = session.subject.split("#");
        came = left.length > 1 ? left[1] : "";
    }

    Words {
        heading: true
        text: words.heading
        width: words.width
    }
    Flow {
        spacing: Theme.gap
        width: words.width

        Repeater {
            id: keys

            model: words.rows

            WordKey {
                id: key

                required property string subject
                required property string title

                text: title
                width: Math.min(implicitWidth, words.width)

                onClicked: {
                    words.session.note(words.session.subject.split("#")[0] + "#" + key.subject);
                    words.session.go("word", key.subject);
                }

                Connections {
                    function onFrameSwapped(): void {
                        words.came = "";
                        words.session.note(words.session.subject.split("#")[0]);
                        key.forceActiveFocus(Qt.TabFocusReason);
                    }

                    target: words.came === key.subject ? key.Window.window : null
                }
            }
        }
    }
}
