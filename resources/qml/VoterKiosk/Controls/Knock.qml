import QtQuick

// The hidden way in: a corner that is held for a while. Whatever lies there is touched as ever.
Item {
    id: knock

    property real seconds: 5

    signal made

    TapHandler {
        gesturePolicy: TapHandler.DragThreshold // leaves the touch to what lies below
        longPressThreshold: knock.seconds

        onLongPressed: knock.made()
    }
}
