import QtQuick
import QtQuick.Layouts
import Cairn.Ui

// A sheet on the page. Children stand under one another.
Rectangle {
    id: root

    default property alias content: column.data
    property int padding: 20
    property alias spacing: column.spacing

    color: Theme.colors.surface
    radius: Theme.radius
    border.width: Theme.stroke
    border.color: Theme.colors.line
    implicitWidth: column.implicitWidth + 2 * root.padding
    implicitHeight: column.implicitHeight + 2 * root.padding

    ColumnLayout {
        id: column
        anchors.fill: parent
        anchors.margins: root.padding
        spacing: 12
    }
}
