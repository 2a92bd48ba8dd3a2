import QtQuick
import QtQuick.Shapes

// Lines on a page that scrolls, drawn only while some of them are to be seen: the software renderer gives a Shape that is
// clipped away altogether an empty clip, which it may take for none (see Icon).
Shape {
    id: drawn

    required property real reach // its height in pixels; it lies in a place without height of its own
    property Flickable view: null

    Accessible.ignored: true
    visible: {
        if (view === null)
            return true;
        const top = mapToItem(view.contentItem, 0, 0).y;
        return top < view.contentY + view.height && top + reach > view.contentY;
    }

    Component.onCompleted: {
        let owner = parent;
        while (owner && !(owner instanceof Flickable))
            owner = owner.parent;
        view = owner as Flickable;
    }
}
