pragma ComponentBehavior: Bound

import QtQuick
import VoterKiosk.Core
import VoterKiosk.Theme

// Always one touch away: the way back, language, text size, and more. Below in portrait, at the side in landscape.
// The words have the text size that was chosen; where they do not fit beside each other, the keys stand in two rows,
// and where there is no room for the signs, the words stand alone.
Rectangle {
    id: strip

    required property Session session
    required property Listening voice
    required property bool upright // portrait: keys beside each other
    required property real span // how wide it may be where they stand beside each other
    required property real room // how high it may be where the keys stand under each other
    property string open: "" // which tray is open, by its name in Tray, or none
    readonly property bool attract: session.screen === "attract"
    readonly property bool home: session.screen === "home"
    readonly property var keys: (attract ? [] : home ? [finish] : [back, home_]).concat(crowded ? [language, listen, more] : [text, language, listen, more])
    readonly property bool small: Theme.breadth < 160
    readonly property bool many: session.languages.length > 2 // then they are chosen from a tray
    readonly property bool crowded: !upright && room < Theme.mm(7 * 16) // then the text size is found under more
    readonly property int gap: small ? Theme.mm(2.7) : Theme.gap
    readonly property int side: small ? Theme.mm(2.7) : Theme.mm(4)
    readonly property var rows: {
        if (!upright)
            return keys.map(() => 1);
        const plans = [[], [], [[2]], [[3], [1, 2]], [[4], [2, 2]], [[5], [3, 2], [2, 2, 1]], [[6], [3, 3], [2, 2, 2]]][keys.length];
        for (const plan of plans)
            if (suits(plan))
                return plan;
        return plans[plans.length - 1];
    }

    // At the side: as wide as the longest of the words, with its sign before it or above it where there is room.
    readonly property real longest: {
        let most = 0;
        for (const key of [finish, back, home_, text, language, listen, more])
            most = Math.max(most, measured(key.text));
        return Math.ceil(most) + 2 * Theme.hair;
    }
    readonly property real each: (room - 2 * side - (keys.length - 1) * gap) / keys.length // how high a key can be
    readonly property real besideSign: longest + Theme.body * 1.3 + Theme.gap + 2 * Theme.room
    readonly property string manner: {
        if (upright)
            return rows.length === 1 ? "stacked" : "bare";
        if (Theme.body * (1.7 + Theme.boldPitch) + Theme.mm(6) + 2 * Theme.lip <= each)
            return "stacked";
        if (Theme.body * Theme.boldPitch + Theme.mm(3) + Theme.lip > each)
            return "slim";
        return besideSign <= Theme.mm(Theme.breadth * 0.55) ? "flat" : "bare";
    }
    readonly property real tallest: {
        let height = 0;
        for (const key of keys)
            height = Math.max(height, key.implicitHeight);
        return height;
    }
    readonly property real keyHeight: upright ? tallest : Math.max(tallest, Math.min(Theme.mm(44), each))

    function suits(plan: var): bool {
        let place = 0;
        for (const count of plan) {
            for (let along = 0; along < count; along += 1, place += 1)
                for (const word of keys[place].text.split(" "))
                    if (measured(word) > breadth(count) - 2 * Theme.mm(0.5) - 2 * Theme.hair)
                        return false;
        }
        return true;
    }

    // How wide words are, in pixels.
    function measured(words: string): real {
        return metrics.advanceWidth(words) * Theme.body / 100 + 1;
    }

    // How wide a key is of which so many stand in a row.
    function breadth(count: int): real {
        return Math.floor(((upright ? span : width) - 2 * side - (count - 1) * gap) / count);
    }

    // Which row a key stands in, which place it has there, and how many stand there.
    function spot(key: Item): var {
        let place = keys.indexOf(key);
        for (let row = 0; row < rows.length; row += 1) {
            if (place < rows[row])
                return [row, place, rows[row]];
            place -= rows[row];
        }
        return [0, 0, 1];
    }

    function across(key: Item): real {
        const [row, place, count] = spot(key);
        return side + place * (breadth(count) + gap);
    }

    function along(key: Item): real {
        return height - side - (rows.length - spot(key)[0]) * (keyHeight + gap) + gap;
    }

    color: Theme.pressed
    implicitHeight: upright ? rows.length * (keyHeight + gap) - gap + 2 * side : 0
    implicitWidth: 2 * side + Math.max(Theme.mm(Theme.breadth * 0.14), manner === "flat" ? besideSign : longest + 2 * Theme.mm(manner === "stacked" ? 2 : 1))

    FontMetrics {
        id: metrics

        font.family: Theme.family
        font.pixelSize: 100 // as a measure: asked by a function, it could not tell that the text size has changed
        font.weight: Font.Bold
    }
    Rectangle {
        color: Theme.edge
        height: strip.upright ? Theme.hair : strip.height
        width: strip.upright ? strip.width : Theme.hair
    }
    StripKey {
        id: finish

        high: strip.keyHeight
        drawing: "finish"
        manner: strip.manner
        text: qsTr("Finish")
        visible: strip.home
        wide: strip.breadth(strip.spot(finish)[2])
        x: strip.across(finish)
        y: strip.along(finish)

        onClicked: strip.session.finish()
    }
    StripKey {
        id: back

        high: strip.keyHeight
        drawing: "back"
        manner: strip.manner
        text: qsTr("Back")
        visible: !strip.attract && !strip.home
        wide: strip.breadth(strip.spot(back)[2])
        x: strip.across(back)
        y: strip.along(back)

        onClicked: strip.session.back()
    }
    StripKey {
        id: home_

        high: strip.keyHeight
        drawing: "home"
        manner: strip.manner
        text: qsTr("Start page")
        visible: !strip.attract && !strip.home
        wide: strip.breadth(strip.spot(home_)[2])
        x: strip.across(home_)
        y: strip.along(home_)

        onClicked: strip.session.home()
    }
    StripKey {
        id: text

        chosen: strip.open === "text"
        high: strip.keyHeight
        drawing: "text"
        manner: strip.manner
        text: qsTr("Text size")
        visible: !strip.crowded
        wide: strip.breadth(strip.spot(text)[2])
        x: strip.across(text)
        y: strip.along(text)

        onClicked: strip.open = strip.open === "text" ? "" : "text"
    }
    StripKey {
        id: language

        description: qsTr("The screen's language")
        high: strip.keyHeight
        drawing: "language"
        manner: strip.manner
        chosen: strip.open === "language"
        text: strip.many ? qsTr("Language") : strip.session.language === "vi" ? "English" : "Tiếng Việt"
        wide: strip.breadth(strip.spot(language)[2])
        x: strip.across(language)
        y: strip.along(language)

        onClicked: {
            if (strip.many)
                strip.open = chosen ? "" : "language";
            else
                strip.session.setLanguage(strip.session.language === "vi" ? "en" : "vi");
        }
    }
    StripKey {
        id: listen

        chosen: strip.voice.on
        description: chosen ? qsTr("No longer read to me") : qsTr("Read this page to me")
        high: strip.keyHeight
        drawing: "listen"
        manner: strip.manner
        text: qsTr("Listen")
        wide: strip.breadth(strip.spot(listen)[2])
        x: strip.across(listen)
        y: strip.along(listen)

        onClicked: {
            strip.open = "";
            if (chosen)
                strip.voice.leave();
            else
                strip.voice.readAll();
        }
        onPressed: strip.voice.prepare()
    }
    StripKey {
        id: more

        chosen: !["", "text", "language"].includes(strip.open)
        description: qsTr("Colours, controls within reach, switches")
        high: strip.keyHeight
        drawing: "more"
        manner: strip.manner
        text: qsTr("More")
        wide: strip.breadth(strip.spot(more)[2])
        x: strip.across(more)
        y: strip.along(more)

        onClicked: strip.open = chosen ? "" : "more"
    }
}
