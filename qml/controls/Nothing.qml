import QtQuick
import QtQuick.Layouts
import Cairn.Ui

// What stands where a list is empty: a sign, what it means, what to do next.
ColumnLayout {
    id: root

    property string sign
    property string title
    property string hint
    property color paint: Theme.colors.ink

    spacing: 12

    Icon {
        Layout.alignment: Qt.AlignHCenter
        sign: root.sign
        side: 72
        color: root.paint
    }
    Title {
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignHCenter
        horizontalAlignment: Text.AlignHCenter
        text: root.title
        color: root.paint
    }
    Body {
        Layout.fillWidth: true
        Layout.maximumWidth: 560
        Layout.alignment: Qt.AlignHCenter
        horizontalAlignment: Text.AlignHCenter
        visible: text !== ""
        text: root.hint
        color: root.paint
    }
}
