import QtQuick
import QtQuick.Templates as T
import Cairn.Ui

T.AbstractButton {
    id: root

    required property string sign
    property int count: 0

    implicitWidth: 104
    implicitHeight: Math.max(Theme.target, column.implicitHeight + 16)
    focusPolicy: Qt.StrongFocus
    Accessible.name: root.text
    Accessible.role: Accessible.PageTab
    Accessible.selected: root.checked

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: Item {
        Column {
            id: column
            anchors.centerIn: parent
            width: parent.width
            spacing: 2

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                sign: root.sign
                side: 28
                color: root.checked ? Theme.colors.railMarkInk : Theme.colors.railInk
            }
            Text {
                width: parent.width
                text: root.text
                font.pixelSize: Math.min(Theme.captionSize, 20)
                font.weight: Theme.strongWeight
                color: root.checked ? Theme.colors.railMarkInk : Theme.colors.railInk
                horizontalAlignment: Text.AlignHCenter
                wrapMode: Text.Wrap
                maximumLineCount: 2
                elide: Text.ElideRight
            }
        }
        Rectangle {
            visible: root.count > 0
            anchors { top: parent.top; right: parent.right; margins: 2 }
            width: Math.max(height, badge.implicitWidth + 12)
            height: badge.implicitHeight + 4
            radius: height / 2
            color: Theme.colors.exercise
            Text {
                id: badge
                anchors.centerIn: parent
                text: root.count > 999 ? "999+" : root.count
                font.pixelSize: 13
                font.weight: Font.Bold
                color: Theme.colors.exerciseInk
            }
        }
    }

    background: Rectangle {
        color: root.checked ? Theme.colors.railMark : root.down ? Theme.colors.shade : "transparent"
        radius: Theme.radius
        FocusFrame { on: root.visualFocus; anchors.margins: 0 }
    }
}
