import QtQuick
import QtQuick.Layouts
import Cairn.Ui

// The way round: always at the same place, always all of it, locking at its foot.
Rectangle {
    id: root

    default property alias buttons: column.data
    property alias lockText: lock.text
    signal lockAsked()

    implicitWidth: 120
    color: Theme.colors.rail

    Rectangle {
        anchors { top: parent.top; bottom: parent.bottom; right: parent.right }
        width: Theme.stroke
        color: Theme.colors.line
        visible: Theme.kind !== Theme.Standard
    }
    Icon {
        id: mark
        anchors { top: parent.top; topMargin: 14; horizontalCenter: parent.horizontalCenter }
        sign: "cairn"
        side: root.height > 560 ? 44 : 0
        visible: root.height > 560
        color: Theme.colors.railInk
    }
    Flickable {
        anchors { top: mark.bottom; bottom: lock.top; left: parent.left; right: parent.right; topMargin: 12; bottomMargin: 8 }
        contentHeight: column.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        ColumnLayout {
            id: column
            x: 8
            width: parent.width - 16
            spacing: 4
        }
    }
    RailButton {
        id: lock
        anchors { bottom: parent.bottom; bottomMargin: 12; left: parent.left; right: parent.right; leftMargin: 8; rightMargin: 8 }
        sign: "lock"
        text: qsTr("Lock")
        Accessible.role: Accessible.Button
        onClicked: root.lockAsked()

        Rectangle {
            anchors { bottom: parent.top; bottomMargin: 4; left: parent.left; right: parent.right }
            height: Math.max(1, Theme.stroke)
            color: Theme.colors.railInk
            opacity: 0.4
        }
    }
}
