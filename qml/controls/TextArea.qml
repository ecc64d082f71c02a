import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.Ui

// Several labelled lines.
ColumnLayout {
    id: root

    property string label
    property string hint
    property alias text: area.text
    property int lines: 3
    signal edited(string text)

    spacing: 6

    Body {
        Layout.fillWidth: true
        visible: root.label !== ""
        text: root.label
        font.weight: Theme.strongWeight
    }
    T.TextArea {
        id: area
        Layout.fillWidth: true
        implicitHeight: Math.max(Theme.target, Math.max(contentHeight, root.lines * Theme.bodySize * 1.4) + 24)
        padding: 12
        leftPadding: 16
        rightPadding: 16
        wrapMode: TextEdit.Wrap
        horizontalAlignment: TextEdit.AlignLeft
        font.pixelSize: Theme.bodySize
        font.weight: Theme.bodyWeight
        color: Theme.colors.ink
        selectionColor: Theme.colors.accent
        selectedTextColor: Theme.colors.accentInk
        selectByMouse: true
        activeFocusOnTab: true
        KeyNavigation.priority: KeyNavigation.BeforeItem
        KeyNavigation.tab: area.nextItemInFocusChain(true)
        Accessible.name: root.label
        Accessible.description: root.hint
        onTextChanged: root.edited(area.text)

        background: Rectangle {
            radius: Theme.radius
            color: Theme.colors.surface
            border.width: area.activeFocus ? Math.max(3, Theme.stroke) : Math.max(2, Theme.stroke)
            border.color: area.activeFocus ? Theme.colors.accent : Theme.colors.inkSoft
            FocusFrame { on: area.activeFocus && Theme.bold }

            Text {
                visible: area.text === "" && area.preeditText === ""
                anchors { fill: parent; margins: 12; leftMargin: 16; rightMargin: 16 }
                text: root.hint
                color: Theme.colors.inkSoft
                font.pixelSize: Theme.bodySize
                font.italic: true
                wrapMode: Text.Wrap
                elide: Text.ElideRight
                horizontalAlignment: Text.AlignLeft
            }
        }
    }
}
