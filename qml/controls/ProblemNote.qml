import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// What did not work and what to do about it. Takes no room when there is nothing to say.
Rectangle {
    id: root

    required property problem problem

    visible: root.problem.present
    Layout.fillWidth: true
    implicitHeight: visible ? row.implicitHeight + 28 : 0
    radius: Theme.radius
    color: Theme.colors.surface
    border.width: Math.max(2, Theme.stroke)
    border.color: root.problem.severity === 2 ? Theme.colors.returned : Theme.colors.caution
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.problem.title + ". " + root.problem.remedy

    RowLayout {
        id: row
        anchors { left: parent.left; right: parent.right; top: parent.top; margins: 14 }
        spacing: 14

        Icon {
            Layout.alignment: Qt.AlignTop
            sign: root.problem.severity === 2 ? "alarm" : "info"
            color: root.problem.severity === 2 ? Theme.colors.returned : Theme.colors.caution
            side: 32
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 4
            Body {
                Layout.fillWidth: true
                text: root.problem.title
                font.weight: Theme.strongWeight
            }
            Body {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.problem.remedy
            }
            Figures {
                Layout.fillWidth: true
                visible: text !== ""
                text: root.problem.where
                font.pixelSize: Theme.captionSize
                color: Theme.colors.inkSoft
            }
        }
    }
}
