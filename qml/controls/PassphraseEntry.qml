import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// A labelled passphrase: dots only. What is typed lies in locked memory, never in a text.
ColumnLayout {
    id: root

    property string label
    property alias field: field
    signal accepted()

    spacing: 6

    Body {
        Layout.fillWidth: true
        text: root.label
        font.weight: Theme.strongWeight
    }
    PassphraseField {
        id: field
        Layout.fillWidth: true
        implicitHeight: Theme.target
        Accessible.name: root.label
        Accessible.role: Accessible.EditableText
        Accessible.passwordEdit: true
        onAccepted: root.accepted()

        Rectangle {
            anchors.fill: parent
            radius: Theme.radius
            color: Theme.colors.surface
            border.width: field.activeFocus ? Math.max(3, Theme.stroke) : Math.max(2, Theme.stroke)
            border.color: field.activeFocus ? Theme.colors.accent : Theme.colors.inkSoft
            FocusFrame { on: field.activeFocus && Theme.bold }
        }
        Row {
            anchors { left: parent.left; leftMargin: 18; verticalCenter: parent.verticalCenter }
            spacing: 7
            Repeater {
                model: Math.max(0, Math.min(field.length, Math.floor((field.width - 36) / 19)))
                Rectangle {
                    width: 12
                    height: 12
                    radius: 6
                    color: Theme.colors.ink
                }
            }
            Rectangle {
                visible: field.activeFocus
                width: 2
                height: 26
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.colors.ink
            }
        }
    }
}
