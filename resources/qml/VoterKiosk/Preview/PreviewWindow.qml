pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Controls
import VoterKiosk.Theme

// The kiosk as a window in this one, and beside it how it stands to the files, and what the check found in them.
Window {
    id: window

    required property Preview preview
    required property Window kiosk
    required property real pixelsPerMm
    required property real capitalRatio
    readonly property real ratio: preview.landscape ? 16 / 9 : 9 / 16 // of the kiosk's width to its height
    readonly property real least: 340 // of what stands beside, in pixels
    readonly property real tall: Math.floor(Math.min(height, (width - least) / ratio))
    readonly property real stageWidth: preview.shows ? stage.width : 0

    color: Theme.edge
    minimumHeight: 400
    minimumWidth: least + Math.ceil(200 * ratio)
    title: preview.title

    Binding {
        property: "pixelsPerMm"
        target: Theme
        value: window.pixelsPerMm
    }
    Binding {
        property: "capitalRatio"
        target: Theme
        value: window.capitalRatio
    }
    Binding {
        property: "textSize"
        target: Theme
        value: "small"
    }
    Binding {
        property: "breadth"
        target: Theme
        value: beside.width / window.pixelsPerMm
    }
    WindowContainer {
        id: stage

        height: window.tall
        visible: window.preview.shows
        width: Math.round(window.tall * window.ratio)
        window: window.kiosk
        y: Math.round((window.height - height) / 2)
    }
    Rectangle {
        id: beside

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.top: parent.top
        color: Theme.paper
        width: window.width - window.stageWidth

        Column {
            id: head

            spacing: Theme.gap
            width: parent.width - 2 * Theme.margin
            x: Theme.margin
            y: Theme.margin

            Words {
                heading: true
                size: Theme.heading
                text: window.preview.title
                width: parent.width
            }
            Note {
                sign: window.preview.building ? "again" : window.preview.older ? "warning" : "check"
                text: window.preview.status
                width: parent.width
            }
            Note {
                text: window.preview.told
                visible: text !== ""
                width: parent.width
            }
            Words {
                strong: true
                text: window.preview.counts
                width: parent.width
            }
            Words {
                color: Theme.soft
                text: window.preview.hint
                visible: findings.count > 0
                width: parent.width
            }
        }
        FindingList {
            id: findings

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.leftMargin: Theme.margin
            anchors.right: parent.right
            anchors.top: head.bottom
            anchors.topMargin: Theme.gap
            rows: window.preview.rows

            onOpened: path => window.preview.open(path)
        }
    }
}
