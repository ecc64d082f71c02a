pragma Singleton
import QtQuick

// Colours, sizes and type of every control. Three palettes: standard for offices and shade, sunlight (black on white, thick strokes,
// no greys), night (red light only, so that the eye stays adapted). Sizes are in pixels of a 160 dpi tablet: 9 mm is 57, 15 mm is 95.
QtObject {
    id: root

    enum Kind { Standard, Sunlight, Night }

    property int kind: Theme.Standard
    property bool glove: false
    property real textScale: 1.0

    component Palette: QtObject {
        required property color page
        required property color surface
        required property color ink
        required property color inkSoft
        required property color line
        required property color rail
        required property color railInk
        required property color railMark
        required property color railMarkInk
        required property color accent
        required property color accentInk
        required property color tint
        required property color focus
        required property color saved
        required property color sending
        required property color received
        required property color confirmed
        required property color returned
        required property color caution
        required property color exercise
        required property color exerciseInk
        required property color shade
    }

    readonly property Palette standard: Palette {
        page: "#f2f0ea"; surface: "#fffefb"; ink: "#14211f"; inkSoft: "#45524f"; line: "#c9c5ba"
        rail: "#16282b"; railInk: "#dfe8e5"; railMark: "#e9ddc2"; railMarkInk: "#16282b"
        accent: "#0b5558"; accentInk: "#ffffff"; tint: "#dfeae7"; focus: "#b3470b"
        saved: "#4b5662"; sending: "#1c549a"; received: "#0b6266"; confirmed: "#2a6330"; returned: "#98301a"; caution: "#7a4d00"
        exercise: "#f08a00"; exerciseInk: "#1a0f00"; shade: "#2c3a3a"
    }
    readonly property Palette sunlight: Palette {
        page: "#ffffff"; surface: "#ffffff"; ink: "#000000"; inkSoft: "#000000"; line: "#000000"
        rail: "#ffffff"; railInk: "#000000"; railMark: "#000000"; railMarkInk: "#ffffff"
        accent: "#000000"; accentInk: "#ffffff"; tint: "#ffffff"; focus: "#000000"
        saved: "#000000"; sending: "#000000"; received: "#000000"; confirmed: "#000000"; returned: "#000000"; caution: "#000000"
        exercise: "#ffa000"; exerciseInk: "#000000"; shade: "#000000"
    }
    readonly property Palette night: Palette {
        page: "#000000"; surface: "#180000"; ink: "#ff0000"; inkSoft: "#e00000"; line: "#780000"
        rail: "#0c0000"; railInk: "#f00000"; railMark: "#e00000"; railMarkInk: "#000000"
        accent: "#e60000"; accentInk: "#000000"; tint: "#300000"; focus: "#ff0000"
        saved: "#e00000"; sending: "#e00000"; received: "#f00000"; confirmed: "#ff0000"; returned: "#ff0000"; caution: "#ff0000"
        exercise: "#b00000"; exerciseInk: "#000000"; shade: "#200000"
    }
    readonly property Palette colors: [root.standard, root.sunlight, root.night][root.kind]

    readonly property bool bold: root.kind === Theme.Sunlight
    readonly property int target: root.glove ? 95 : 57
    readonly property int gap: 8
    readonly property int margin: 24
    readonly property int radius: root.bold ? 4 : 10
    readonly property int stroke: root.bold ? 3 : 1
    readonly property real iconStroke: root.bold ? 2.8 : 2.0
    readonly property int focusStroke: root.bold ? 6 : 4

    readonly property int captionSize: Math.round(15 * root.textScale)
    readonly property int bodySize: Math.round(18 * root.textScale)
    readonly property int titleSize: Math.round(23 * root.textScale)
    readonly property int headlineSize: Math.round(32 * root.textScale)
    readonly property int bodyWeight: root.bold ? Font.DemiBold : Font.Normal
    readonly property int strongWeight: root.bold ? Font.Black : Font.DemiBold
    readonly property string words: "Noto Sans"
    readonly property string figures: "Noto Sans Mono"
}
