import QtQuick
import QtQuick.Layouts
import Cairn.Ui

// One thing that is known, or said to be unknown.
ColumnLayout {
    id: root

    required property string label
    required property string value
    property string unknown: qsTr("unknown")
    property bool figures: false

    Layout.fillWidth: true
    spacing: 1
    Accessible.role: Accessible.StaticText
    Accessible.name: root.label + ": " + (root.value === "" ? root.unknown : root.value)

    Caption {
        Layout.fillWidth: true
        text: root.label
    }
    Body {
        Layout.fillWidth: true
        text: root.value === "" ? root.unknown : root.value
        font.italic: root.value === ""
        font.family: root.figures && root.value !== "" ? Theme.figures : Theme.words
        wrapMode: root.figures ? Text.WrapAnywhere : Text.Wrap
    }
}
