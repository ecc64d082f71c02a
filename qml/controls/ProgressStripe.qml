import QtQuick
import Cairn.Ui

Rectangle {
    id: root

    property real value: 0  // 0 to 1
    property color paint: Theme.colors.accent

    implicitHeight: 12
    implicitWidth: 160
    radius: height / 2
    color: Theme.colors.tint
    border.width: Theme.stroke
    border.color: Theme.colors.line
    Accessible.role: Accessible.ProgressBar
    Accessible.name: Math.round(root.value * 100) + " %"

    Rectangle {
        anchors { left: parent.left; top: parent.top; bottom: parent.bottom }
        width: Math.max(height, parent.width * Math.min(1, Math.max(0, root.value)))
        visible: root.value > 0
        radius: height / 2
        color: root.paint
    }
}
