pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.Ui

// A labelled choice among a few that all lie open.
ColumnLayout {
    id: root

    property string label
    required property var words  // strings
    property int current: 0
    signal chosen(int index)

    spacing: 6

    Body {
        Layout.fillWidth: true
        visible: root.label !== ""
        text: root.label
        font.weight: Theme.strongWeight
    }
    Flow {
        Layout.fillWidth: true
        spacing: 8

        Repeater {
            model: root.words.length

            T.AbstractButton {
                id: segment

                required property int index

                text: root.words[segment.index]
                checked: segment.index === root.current
                implicitHeight: Math.max(Theme.target, label.implicitHeight + 16)
                implicitWidth: Math.min(label.implicitWidth + 52 + Theme.bodySize, root.width > 0 ? root.width : 10000)
                focusPolicy: Qt.StrongFocus
                Accessible.name: segment.text
                Accessible.role: Accessible.RadioButton
                Accessible.checked: segment.checked
                onClicked: root.chosen(segment.index)
                Keys.onReturnPressed: segment.clicked()

                contentItem: Item {
                    RowLayout {
                        anchors { fill: parent; leftMargin: 16; rightMargin: 16 }
                        spacing: 8
                        Rectangle {
                            Layout.preferredWidth: Theme.bodySize
                            Layout.preferredHeight: Theme.bodySize
                            radius: height / 2
                            color: "transparent"
                            border.width: Math.max(2, Theme.stroke)
                            border.color: segment.checked ? Theme.colors.accentInk : Theme.colors.ink
                            Rectangle {
                                anchors.centerIn: parent
                                visible: segment.checked
                                width: parent.width / 2
                                height: width
                                radius: width / 2
                                color: Theme.colors.accentInk
                            }
                        }
                        Text {
                            id: label
                            Layout.fillWidth: true
                            text: segment.text
                            font.pixelSize: Theme.bodySize
                            font.weight: segment.checked ? Theme.strongWeight : Theme.bodyWeight
                            color: segment.checked ? Theme.colors.accentInk : Theme.colors.ink
                            horizontalAlignment: Text.AlignLeft
                            wrapMode: Text.Wrap
                        }
                    }
                }
                background: Rectangle {
                    radius: Theme.radius
                    color: segment.checked ? Theme.colors.accent : Theme.colors.surface
                    border.width: Math.max(2, Theme.stroke)
                    border.color: segment.checked ? Theme.colors.accent : Theme.colors.inkSoft
                    FocusFrame { on: segment.visualFocus }
                }
            }
        }
    }
}
