pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.App
import Cairn.Ui

GridView {
    id: root

    required property ExhibitsModel exhibits
    required property Pictures pictures
    required property Terms terms
    signal chosen(number: string)
    readonly property int across: Math.max(1, Math.floor((width - Theme.margin) / (240 * Math.sqrt(Theme.textScale) + 16)))

    clip: true
    model: root.exhibits
    topMargin: Theme.margin
    bottomMargin: Theme.margin
    leftMargin: root.LayoutMirroring.enabled ? Theme.margin - 16 : Theme.margin
    rightMargin: root.LayoutMirroring.enabled ? Theme.margin - 16 : 0
    cellWidth: Math.floor((width - Theme.margin) / root.across)
    cellHeight: Math.round(cellWidth * 0.62) + 2 * Theme.bodySize + 3 * Theme.captionSize + 50
    boundsBehavior: Flickable.StopAtBounds
    activeFocusOnTab: true
    T.ScrollBar.vertical: PageBar {}

    delegate: Item {
        id: cell

        required property string number
        required property string title
        required property string itemType
        required property string form
        required property string shotType
        required property int shownState
        required property string when
        required property bool withdrawn

        width: root.cellWidth
        height: root.cellHeight

        T.AbstractButton {
            id: card
            anchors { fill: parent; rightMargin: 16; bottomMargin: 16 }
            focusPolicy: Qt.StrongFocus
            Accessible.name: cell.number + " " + cell.title
            Accessible.role: Accessible.Button
            onClicked: root.chosen(cell.number)
            Keys.onReturnPressed: card.clicked()

            contentItem: Item {
                PhotoTile {
                    id: tile
                    anchors { left: parent.left; right: parent.right; top: parent.top }
                    height: Math.round(root.cellWidth * 0.62) - 12
                    pictures: root.pictures
                    exhibit: cell.number
                    form: cell.form
                }
                ColumnLayout {
                    anchors { left: parent.left; right: parent.right; top: tile.bottom; bottom: parent.bottom; margins: 12 }
                    spacing: 3
                    Figures {
                        Layout.fillWidth: true
                        text: Format.number(cell.number)
                        font.weight: Theme.strongWeight
                        font.strikeout: cell.withdrawn
                        wrapMode: Text.NoWrap
                        fontSizeMode: Text.HorizontalFit
                        minimumPixelSize: 12
                    }
                    Caption {
                        Layout.fillWidth: true
                        text: cell.itemType !== "" ? root.terms.itemTypes.label(cell.itemType) : cell.shotType !== "" ? root.terms.shotTypes.label(cell.shotType) : cell.title
                        maximumLineCount: 1
                        elide: Text.ElideRight
                    }
                    Item { Layout.fillHeight: true }
                    StateBadge { Layout.maximumWidth: parent.width; shownState: cell.shownState }
                }
            }
            background: Rectangle {
                color: card.down ? Theme.colors.tint : Theme.colors.surface
                border.width: Theme.stroke
                border.color: Theme.colors.line
                FocusFrame { on: card.visualFocus }
            }
        }
    }
}
