pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.Ui

// A labelled choice from a list that is too long to lie open.
ColumnLayout {
    id: root

    property string label
    property alias model: box.model
    property alias textRole: box.textRole
    property alias currentIndex: box.currentIndex
    property string hint
    signal chosen(int index)

    spacing: 6

    Body {
        Layout.fillWidth: true
        visible: root.label !== ""
        text: root.label
        font.weight: Theme.strongWeight
    }
    T.ComboBox {
        id: box

        Layout.fillWidth: true
        implicitHeight: Math.max(Theme.target, words.implicitHeight + 16)
        implicitWidth: 280
        focusPolicy: Qt.StrongFocus
        currentIndex: -1
        font.pixelSize: Theme.bodySize
        Accessible.name: root.label + " " + box.displayText
        Accessible.role: Accessible.ComboBox
        onActivated: index => root.chosen(index)

        contentItem: Text {
            id: words
            leftPadding: box.mirrored ? 52 : 16
            rightPadding: box.mirrored ? 16 : 52
            text: box.currentIndex < 0 ? root.hint : box.displayText
            font.pixelSize: Theme.bodySize
            font.weight: Theme.bodyWeight
            font.italic: box.currentIndex < 0
            color: Theme.colors.ink
            verticalAlignment: Text.AlignVCenter
            horizontalAlignment: Text.AlignLeft
            wrapMode: Text.Wrap
        }
        indicator: Icon {
            x: box.mirrored ? 16 : box.width - width - 16
            y: (box.height - height) / 2
            sign: "forward"
            rotation: 90
            side: 24
        }
        background: Rectangle {
            radius: Theme.radius
            color: Theme.colors.surface
            border.width: Math.max(2, Theme.stroke)
            border.color: box.visualFocus || box.down ? Theme.colors.accent : Theme.colors.inkSoft
            FocusFrame { on: box.visualFocus }
        }
        delegate: T.ItemDelegate {
            id: line

            required property int index

            width: ListView.view ? ListView.view.width : 0
            implicitHeight: Math.max(Theme.target, lineWords.implicitHeight + 16)
            highlighted: box.highlightedIndex === line.index
            text: box.textAt(line.index)
            contentItem: Text {
                id: lineWords
                leftPadding: 16
                rightPadding: 16
                text: line.text
                font.pixelSize: Theme.bodySize
                font.weight: box.currentIndex === line.index ? Theme.strongWeight : Theme.bodyWeight
                color: line.highlighted ? Theme.colors.accentInk : Theme.colors.ink
                verticalAlignment: Text.AlignVCenter
                horizontalAlignment: Text.AlignLeft
                wrapMode: Text.Wrap
            }
            background: Rectangle { color: line.highlighted ? Theme.colors.accent : "transparent" }
        }
        popup: T.Popup {
            y: box.height + 4
            width: box.width
            height: Math.min(contentItem.implicitHeight + 8, 8 * Theme.target)
            padding: 4
            margins: 16
            contentItem: ListView {
                clip: true
                implicitHeight: contentHeight
                model: box.popup.visible ? box.delegateModel : null
                currentIndex: box.highlightedIndex
                highlightMoveDuration: 0
                boundsBehavior: Flickable.StopAtBounds
                LayoutMirroring.enabled: box.mirrored
                LayoutMirroring.childrenInherit: true
                T.ScrollBar.vertical: PageBar {}
            }
            background: Rectangle {
                radius: Theme.radius
                color: Theme.colors.surface
                border.width: Math.max(2, Theme.stroke)
                border.color: Theme.colors.accent
            }
        }
    }
}
