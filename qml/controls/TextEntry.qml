import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.Ui

// A labelled line of text.
ColumnLayout {
    id: root

    property string label
    property string hint
    property string trouble
    property alias text: field.text
    property alias readOnly: field.readOnly
    property alias inputMethodHints: field.inputMethodHints
    property alias figures: field.figures
    property alias field: field
    signal accepted()
    signal edited(string text)

    spacing: 6

    Body {
        Layout.fillWidth: true
        text: root.label
        font.weight: Theme.strongWeight
    }
    T.TextField {
        id: field

        property bool figures: false

        Layout.fillWidth: true
        implicitHeight: Math.max(Theme.target, contentHeight + 20)
        leftPadding: 16
        rightPadding: 16
        verticalAlignment: TextInput.AlignVCenter
        horizontalAlignment: TextInput.AlignLeft
        font.pixelSize: Theme.bodySize
        font.weight: Theme.bodyWeight
        font.family: field.figures ? Theme.figures : Theme.words
        color: Theme.colors.ink
        selectionColor: Theme.colors.accent
        selectedTextColor: Theme.colors.accentInk
        placeholderText: root.hint
        placeholderTextColor: Theme.colors.inkSoft
        activeFocusOnTab: true
        selectByMouse: true
        Accessible.name: root.label
        Accessible.description: root.hint
        onAccepted: root.accepted()
        onTextEdited: root.edited(field.text)

        background: Rectangle {
            radius: Theme.radius
            color: Theme.colors.surface
            border.width: field.activeFocus ? Math.max(3, Theme.stroke) : Math.max(2, Theme.stroke)
            border.color: root.trouble !== "" ? Theme.colors.returned : field.activeFocus ? Theme.colors.accent : Theme.colors.inkSoft
            FocusFrame { on: field.activeFocus && Theme.bold }

            Text {
                visible: field.text === "" && field.preeditText === ""
                anchors { fill: parent; leftMargin: 16; rightMargin: 16 }
                text: root.hint
                color: Theme.colors.inkSoft
                font.pixelSize: Theme.bodySize
                font.italic: true
                elide: Text.ElideRight
                verticalAlignment: Text.AlignVCenter
                horizontalAlignment: Text.AlignLeft
            }
        }
    }
    Caption {
        Layout.fillWidth: true
        visible: root.trouble !== ""
        text: root.trouble
        color: Theme.colors.returned
    }
}
