import QtQuick
import VoterKiosk.Theme

// One voter meeting: when, where, for which ballot, how.
Panel {
    id: meeting

    required property string when
    required property string place
    required property string address
    required property string form
    required property string link
    required property string ballot

    Words {
        color: Theme.accent
        strong: true
        text: meeting.ballot
        width: parent.width
    }
    Words {
        heading: true
        size: Theme.heading
        text: meeting.when
        width: parent.width
    }
    Words {
        text: meeting.place + (meeting.address === "" ? "" : "\n" + meeting.address)
        width: parent.width
    }
    Words {
        color: Theme.soft
        text: meeting.form + (meeting.link === "" ? "" : "\n" + meeting.link)
        width: parent.width
        wrapMode: Text.Wrap
    }
}
