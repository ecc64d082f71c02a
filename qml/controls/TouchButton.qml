import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.Ui

// A button for fingers and gloves. `primary` is the one expected next step of a screen; `grave` what cannot be taken back.
T.Button {
    id: root

    property string sign
    property bool primary: false
    property bool grave: false
    property bool mirrorSign: false
    readonly property color paint: root.grave ? Theme.colors.returned : Theme.colors.accent
    readonly property color words: root.primary ? Theme.colors.accentInk : root.paint

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    leftPadding: 20
    rightPadding: 20
    topPadding: 8
    bottomPadding: 8
    spacing: 10
    focusPolicy: Qt.StrongFocus
    font.pixelSize: Theme.bodySize
    font.weight: Theme.strongWeight
    opacity: 1
    Accessible.name: root.text
    Accessible.role: Accessible.Button

    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    contentItem: Item {
        implicitWidth: row.implicitWidth
        implicitHeight: row.implicitHeight

        RowLayout {
            id: row
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            spacing: root.spacing

            Icon {
                visible: root.sign !== ""
                sign: root.sign
                mirrored: root.mirrorSign && root.mirrored
                color: root.enabled ? root.words : Theme.colors.inkSoft
                side: Math.round(Theme.bodySize * 1.5)
            }
            Text {
                visible: root.text !== ""
                Layout.fillWidth: true
                text: root.text
                font: root.font
                color: root.enabled ? root.words : Theme.colors.inkSoft
                horizontalAlignment: Text.AlignHCenter
                verticalAlignment: Text.AlignVCenter
                wrapMode: Text.Wrap
            }
        }
    }

    background: Rectangle {
        radius: Theme.radius
        color: root.primary ? (root.enabled ? (root.down ? Theme.colors.shade : root.paint) : Theme.colors.page)
                            : (root.down ? Theme.colors.tint : Theme.colors.surface)
        border.width: root.primary && root.enabled ? 0 : Math.max(2, Theme.stroke)
        border.color: root.enabled ? root.paint : Theme.colors.line

        FocusFrame { on: root.visualFocus }

        // Unavailable: struck through, because a lighter colour alone is lost in the sun.
        Rectangle {
            visible: !root.enabled && Theme.bold
            anchors.centerIn: parent
            width: parent.width - 16
            height: 3
            color: Theme.colors.ink
        }
    }
}
