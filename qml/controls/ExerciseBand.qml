pragma ComponentBehavior: Bound
import QtQuick
import Cairn.Ui

// Always there while an exercise is open: nobody may take training for evidence, or evidence for training.
Rectangle {
    id: root

    implicitHeight: words.implicitHeight + 10
    color: Theme.colors.exercise
    clip: true
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    Row {
        anchors { top: parent.top; bottom: parent.bottom; horizontalCenter: parent.horizontalCenter }
        spacing: 26
        Repeater {
            model: 80
            Rectangle {
                width: 10
                height: 3 * root.height
                y: -root.height
                rotation: 28
                color: Theme.colors.exerciseInk
                opacity: 0.85
            }
        }
    }
    Rectangle {
        anchors.centerIn: parent
        width: words.implicitWidth + 48
        height: parent.height
        color: Theme.colors.exercise
    }
    Text {
        id: words
        anchors.centerIn: parent
        text: qsTr("EXERCISE: not evidence")
        font.pixelSize: Theme.captionSize
        font.weight: Font.Black
        font.letterSpacing: Qt.locale().textDirection === Qt.RightToLeft ? 0 : 2
        color: Theme.colors.exerciseInk
    }
}
