pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// A way to a folder on a card, a disk or at home, one touch a step.
Panel {
    id: root

    required property string title
    required property FolderModel folders

    spacing: 8

    Title { Layout.fillWidth: true; text: root.title }
    RowLayout {
        Layout.fillWidth: true
        visible: root.folders.folder !== ""
        spacing: 12
        TouchButton {
            sign: "back"
            mirrorSign: true
            Accessible.name: qsTr("Up one folder")
            onClicked: root.folders.up()
        }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0
            Figures { Layout.fillWidth: true; text: Format.number(root.folders.folder) }
            Caption { Layout.fillWidth: true; text: qsTr("%n file(s) directly in it", "", root.folders.files) }
        }
    }
    Repeater {
        model: root.folders
        TouchButton {
            required property string name
            required property string path
            required property bool removable
            Layout.fillWidth: true
            sign: removable ? "card" : "folder"
            text: name
            onClicked: root.folders.enter(path)
        }
    }
    Caption {
        Layout.fillWidth: true
        visible: root.folders.folder === "" && root.folders.count < 2
        text: qsTr("No card is plugged in.")
    }
}
