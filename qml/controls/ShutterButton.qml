import QtQuick
import QtQuick.Templates as T
import Cairn.Ui

// The shutter: as large as a gloved thumb wants it. Space and Return release it too.
T.AbstractButton {
    id: root

    property bool busy: false

    implicitWidth: Theme.glove ? 150 : 118
    implicitHeight: implicitWidth
    focusPolicy: Qt.StrongFocus
    Accessible.name: qsTr("Take the photograph")
    Accessible.role: Accessible.Button
    Keys.onReturnPressed: root.clicked()

    background: Rectangle {
        radius: width / 2
        color: Theme.colors.surface
        border.width: 6
        border.color: root.enabled ? Theme.colors.accent : Theme.colors.inkSoft
        FocusFrame { on: root.visualFocus; radius: width / 2 }
    }
    contentItem: Item {
        Rectangle {
            anchors.centerIn: parent
            width: root.width - 30
            height: width
            radius: width / 2
            color: root.enabled ? Theme.colors.accent : Theme.colors.tint
            border.width: root.enabled ? 0 : Theme.stroke
            border.color: Theme.colors.line
            scale: root.down ? 0.9 : 1
            Icon {
                anchors.centerIn: parent
                sign: root.busy ? "lock" : "camera"
                side: 48
                color: root.enabled ? Theme.colors.accentInk : Theme.colors.inkSoft
            }
        }
    }
}
