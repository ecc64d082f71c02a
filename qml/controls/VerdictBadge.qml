import QtQuick
import QtQuick.Layouts
import Cairn.Ui

// The verdict on an exhibit: valid, incomplete, invalid, quarantined; as sign, word and colour.
Rectangle {
    id: root

    required property int verdict
    property bool large: false
    readonly property color paint: [Theme.colors.confirmed, Theme.colors.caution, Theme.colors.returned, Theme.colors.returned][root.verdict]

    implicitWidth: row.implicitWidth + (root.large ? 32 : 24)
    implicitHeight: row.implicitHeight + (root.large ? 18 : 12)
    radius: Theme.radius
    color: root.paint
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    RowLayout {
        id: row
        anchors.centerIn: parent
        spacing: 8

        Icon {
            sign: ["confirmed", "unknown", "alarm", "shield"][root.verdict]
            color: Theme.colors.surface
            side: root.large ? 32 : 24
        }
        Text {
            id: words
            text: [qsTr("Valid"), qsTr("Incomplete"), qsTr("Invalid"), qsTr("Quarantined")][root.verdict]
            color: Theme.colors.surface
            font.pixelSize: root.large ? Theme.titleSize : Theme.captionSize
            font.weight: Theme.strongWeight
        }
    }
}
