import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// What the receiver says: position, accuracy, satellites; or that there is none, and why.
GridLayout {
    id: root

    required property ReceiverModel receiver
    property color paint: Theme.colors.ink
    readonly property bool fixed: root.receiver.state === ReceiverModel.Fixed

    columns: 2
    columnSpacing: 12
    rowSpacing: 2

    Icon {
        Layout.rowSpan: 2
        Layout.alignment: Qt.AlignVCenter
        sign: root.fixed ? "satellite" : "noFix"
        side: 32
        color: root.paint
    }
    Body {
        Layout.fillWidth: true
        text: root.fixed ? root.receiver.place
            : root.receiver.state === ReceiverModel.Absent ? qsTr("No receiver: the record will say so")
            : qsTr("Receiver has no fix yet: the record will say so")
        font.family: root.fixed ? Theme.figures : Theme.words
        font.weight: Theme.strongWeight
        color: root.paint
    }
    Caption {
        Layout.fillWidth: true
        visible: root.fixed
        color: root.paint
        text: [qsTr("no fix"), qsTr("2D fix"), qsTr("3D fix"), qsTr("differential fix"), qsTr("RTK float"), qsTr("RTK fixed"), qsTr("dead reckoning"), qsTr("typed"), qsTr("from the map"), qsTr("paced")][root.receiver.fixType]
            + " · " + (root.receiver.accuracyM < 0 ? qsTr("accuracy not stated") : qsTr("± %1").arg(Format.metres(root.receiver.accuracyM)))
            + (root.receiver.satellites < 0 ? "" : " · " + qsTr("%n satellite(s)", "", root.receiver.satellites))
    }
}
