import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.Ui

// On or off, said by place, colour and sign.
T.AbstractButton {
    id: root

    property string hint

    checkable: true
    implicitHeight: Math.max(Theme.target, row.implicitHeight + 12)
    implicitWidth: row.implicitWidth
    focusPolicy: Qt.StrongFocus
    Accessible.name: root.text
    Accessible.description: root.hint
    Accessible.role: Accessible.CheckBox
    Accessible.checked: root.checked
    Keys.onReturnPressed: root.clicked()

    contentItem: Item {
        RowLayout {
            id: row
            anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
            spacing: 16

            ColumnLayout {
                Layout.fillWidth: true
                spacing: 2
                Body { Layout.fillWidth: true; text: root.text; font.weight: Theme.strongWeight }
                Caption { Layout.fillWidth: true; visible: root.hint !== ""; text: root.hint }
            }
            Rectangle {
                Layout.preferredWidth: 72
                Layout.preferredHeight: 40
                radius: 20
                color: root.checked ? Theme.colors.accent : Theme.colors.surface
                border.width: Math.max(2, Theme.stroke)
                border.color: root.checked ? Theme.colors.accent : Theme.colors.inkSoft
                Rectangle {
                    anchors { verticalCenter: parent.verticalCenter; left: root.checked ? undefined : parent.left; right: root.checked ? parent.right : undefined; margins: 5 }
                    width: 30
                    height: 30
                    radius: 15
                    color: root.checked ? Theme.colors.accentInk : Theme.colors.inkSoft
                    Icon {
                        anchors.centerIn: parent
                        side: 20
                        sign: root.checked ? "check" : "close"
                        color: root.checked ? Theme.colors.accent : Theme.colors.surface
                    }
                }
            }
        }
    }
    background: Rectangle {
        color: "transparent"
        FocusFrame { on: root.visualFocus }
    }
}
