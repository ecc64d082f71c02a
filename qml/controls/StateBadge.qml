import QtQuick
import QtQuick.Layouts
import Cairn.Ui

// Where an exhibit stands, as sign and word: saved, sending, received, confirmed, returned.
Rectangle {
    id: root

    required property int shownState
    property bool filled: true
    readonly property color paint: [Theme.colors.saved, Theme.colors.sending, Theme.colors.received, Theme.colors.confirmed, Theme.colors.returned][root.shownState]

    implicitWidth: row.implicitWidth + 20
    implicitHeight: row.implicitHeight + 10
    radius: height / 2
    color: root.filled ? Theme.colors.surface : "transparent"
    border.width: root.filled ? 2 : 0
    border.color: root.paint
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    RowLayout {
        id: row
        anchors.centerIn: parent
        width: Math.min(implicitWidth, root.width - 16)
        spacing: 6

        Icon {
            sign: ["saved", "sending", "received", "confirmed", "returned"][root.shownState]
            mirrored: root.shownState === 1 && root.LayoutMirroring.enabled
            color: root.paint
            side: Math.round(Theme.captionSize * 1.5)
        }
        Text {
            id: words
            Layout.fillWidth: true
            text: [qsTr("Saved"), qsTr("Sending"), qsTr("Received"), qsTr("Confirmed"), qsTr("Returned")][root.shownState]
            color: root.paint
            font.pixelSize: Theme.captionSize
            font.weight: Theme.strongWeight
            elide: Text.ElideRight
        }
    }
}
