import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// Title of a screen, the way back, and its actions at the other end.
Rectangle {
    id: root

    required property Navigation navigation
    required property string title
    property string subtitle
    property bool subtitleIsFigures: false
    default property alias actions: row.data

    Layout.fillWidth: true
    implicitHeight: Math.max(Theme.target, grid.implicitHeight) + 24
    color: Theme.colors.page

    Rectangle {
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Theme.stroke
        color: Theme.colors.line
    }
    GridLayout {
        id: grid
        anchors { left: parent.left; right: parent.right; leftMargin: Theme.margin; rightMargin: Theme.margin; verticalCenter: parent.verticalCenter }
        columns: titles.implicitWidth + row.implicitWidth + 140 > root.width && row.implicitWidth > 240 && Theme.textScale > 1.3 ? 1 : 2
        columnSpacing: 16
        rowSpacing: 8

        RowLayout {
            Layout.fillWidth: true
            spacing: 12

            TouchButton {
                visible: root.navigation.canGoBack
                sign: "back"
                mirrorSign: true
                Accessible.name: qsTr("Back")
                onClicked: root.navigation.back()
            }
            ColumnLayout {
                id: titles
                Layout.fillWidth: true
                spacing: 0
                Headline {
                    Layout.fillWidth: true
                    text: root.title
                    font.pixelSize: Math.round(Theme.titleSize * 1.15)
                    maximumLineCount: 2
                    elide: Text.ElideRight
                }
                Caption {
                    Layout.fillWidth: true
                    visible: text !== ""
                    text: root.subtitle
                    font.family: root.subtitleIsFigures ? Theme.figures : Theme.words
                }
            }
        }
        RowLayout {
            id: row
            spacing: 12
        }
    }
}
