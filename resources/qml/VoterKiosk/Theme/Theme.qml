pragma Singleton

import QtQuick

// Sizes in millimetres, text by capital height, colours by role. Main sets the six properties at the top.
QtObject {
    id: theme

    property real pixelsPerMm: 3.6
    property real capitalRatio: 0.74 // capital height of one em of the font
    property real breadth: 299 // the shorter side of the screen in millimetres: a small one has narrower margins
    property string textSize: "usual" // "desk" is that of an office PC, read from half a metre
    property string contrast: "usual"
    property real lift: 0 // how high above a page, in pixels, there is room for its title alone: what is touched stays below

    readonly property string family: "Be Vietnam Pro"

    // Text: capital heights in millimetres (VVSG 2.0 7.1; EN 301 549 5.1.4), headings grow less as text grows
    readonly property bool dense: textSize === "desk"
    readonly property real bodyCapital: dense ? 3.5 : textSize === "small" ? 3.85 : textSize === "usual" ? 5.2 : textSize === "large" ? 6.75 : 8.75
    readonly property real headingScale: dense ? 1.15 : textSize === "small" ? 1.3 : textSize === "usual" ? 1.25 : textSize === "large" ? 1.18 : 1.1
    readonly property real titleScale: dense ? 1.55 : textSize === "small" ? 2.0 : textSize === "usual" ? 1.75 : textSize === "large" ? 1.5 : 1.25
    readonly property real displayScale: textSize === "small" ? 3.2 : textSize === "usual" ? 2.75 : textSize === "large" ? 2.2 : 1.75
    readonly property int body: text(bodyCapital)
    readonly property int heading: Math.max(body, Math.min(text(bodyCapital * headingScale), mm(breadth * 0.07)))
    readonly property int title: Math.max(body, Math.min(text(bodyCapital * titleScale), mm(breadth * 0.08)))
    readonly property int display: Math.max(body, Math.min(text(bodyCapital * displayScale), mm(breadth * 0.1)))
    property real linePitch: 1.45 // in ems; the window sets both for a language whose marks stand higher (kiosk/scripts.py)
    property real boldPitch: 1.5 // Ẳ under Ặ needs 1.47 in bold, 1.426 in regular, and whole pixels

    // Space
    readonly property int hair: Math.max(1, Math.round(0.3 * pixelsPerMm))
    readonly property int rule: Math.max(2, mm(0.6))
    readonly property int lip: Math.max(3, mm(1.3))
    readonly property int gap: mm(4)
    readonly property int room: mm(Math.max(2.8, Math.min(textSize === "largest" ? 5 : 6, breadth * 0.025)))
    readonly property int wide: mm(Math.min(10, breadth * 0.035))
    readonly property int margin: mm(Math.min(textSize === "largest" ? 9 : textSize === "large" ? 11 : 14, breadth * 0.045))
    readonly property int radius: mm(3)
    readonly property int target: Math.ceil((dense ? 10.5 : 16) * pixelsPerMm) // a mouse hits less than a finger
    readonly property int inset: mm(dense ? 1.6 : 3.5) // above and below what a key says

    // Codes for a camera at 50 cm: the reasons stand in kiosk/slips/code.py
    readonly property int codeModule: Math.ceil(1.6 * pixelsPerMm)
    readonly property int codeLargest: mm(216)

    readonly property Tokens tokens: contrast === "black-on-white" ? blackOnWhite : contrast === "white-on-black" ? whiteOnBlack : contrast === "low" ? low : usual
    readonly property color paper: tokens.paper
    readonly property color surface: tokens.surface
    readonly property color pressed: tokens.pressed
    readonly property color ink: tokens.ink
    readonly property color soft: tokens.soft
    readonly property color accent: tokens.accent
    readonly property color accentInk: tokens.accentInk
    readonly property color field: tokens.field
    readonly property color fieldInk: tokens.fieldInk
    readonly property color line: tokens.line
    readonly property color edge: tokens.edge
    readonly property color mark: tokens.mark
    readonly property color markInk: tokens.markInk
    readonly property color focus: tokens.focus
    readonly property color heard: tokens.heard
    readonly property color pen: tokens.pen
    readonly property color halo: tokens.surface // beside the focus ring's band

    readonly property Tokens usual: Tokens {
        paper: "#fbf6ec"
        surface: "#ffffff"
        pressed: "#f3eada"
        ink: "#1d1a16"
        soft: "#3a342d"
        accent: "#6e120d"
        accentInk: "#ffffff"
        line: "#d8cbb4"
        edge: "#85785f"
        mark: "#f3cf63"
        markInk: "#1d1a16"
        focus: "#1d4fa3"
        heard: "#fdeab0"
    }
    readonly property Tokens blackOnWhite: Tokens {
        paper: "#ffffff"
        surface: "#ffffff"
        pressed: "#ffffff"
        ink: "#000000"
        soft: "#000000"
        accent: "#000000"
        accentInk: "#ffffff"
        line: "#000000"
        edge: "#000000"
        mark: "#000000"
        markInk: "#ffffff"
        focus: "#000000"
        heard: "#ffffff"
        tinted: false
    }
    readonly property Tokens whiteOnBlack: Tokens {
        paper: "#000000"
        surface: "#000000"
        pressed: "#000000"
        ink: "#ffffff"
        soft: "#ffffff"
        accent: "#ffffff"
        accentInk: "#000000"
        line: "#ffffff"
        edge: "#ffffff"
        mark: "#ffffff"
        markInk: "#000000"
        focus: "#ffffff"
        heard: "#000000"
        field: "#000000"
        fieldInk: "#ffffff"
        tinted: false
    }
    readonly property Tokens low: Tokens {
        paper: "#e9e2d4"
        surface: "#efe9dd"
        pressed: "#e2dac9"
        ink: "#544d42"
        soft: "#5a5348"
        accent: "#7f352b"
        accentInk: "#f1ebdf"
        line: "#cfc4ae"
        edge: "#837760"
        mark: "#dfcd98"
        markInk: "#544d42"
        focus: "#3f5f8f"
        heard: "#ece0bd"
        tintStrength: 0.35
    }

    // Millimetres to whole pixels.
    function mm(millimetres: real): int {
        return Math.round(millimetres * pixelsPerMm);
    }

    // The size of a font, in pixels, whose capitals are this many millimetres high.
    function text(capital: real): int {
        return Math.max(1, Math.round(capital * pixelsPerMm / capitalRatio));
    }

    // About how high a text will stand, in pixels: for choosing a size before it is set.
    function height(words: string, size: real, width: real): real {
        return words === "" ? 0 : Math.ceil(words.length * size * 0.58 / Math.max(1, width)) * Math.ceil(size * linePitch);
    }

    // A ballot's paper in this contrast; nothing is told by it alone.
    function tint(colour: color): color {
        if (!tokens.tinted || colour.a === 0)
            return tokens.surface;
        return tokens.tintStrength === 1 ? colour : Qt.tint(tokens.surface, Qt.rgba(colour.r, colour.g, colour.b, tokens.tintStrength));
    }
}
