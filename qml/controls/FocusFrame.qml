import QtQuick
import Cairn.Ui

// Shows where the keyboard is. `on` is the focus of the control it lies in.
Rectangle {
    property bool on: false

    anchors.fill: parent
    anchors.margins: -Theme.focusStroke
    visible: on
    color: "transparent"
    radius: Theme.radius + Theme.focusStroke
    border.width: Theme.focusStroke
    border.color: Theme.colors.focus
}
