import QtQuick
import QtQuick.Shapes
import Cairn.Ui

// A drawn sign on a 24 x 24 grid, in one colour. `sign` names a path of Icons.
Item {
    id: root

    property string sign
    property color color: Theme.colors.ink
    property real side: 28
    property bool mirrored: false

    implicitWidth: root.side
    implicitHeight: root.side

    Shape {
        width: 24
        height: 24
        anchors.centerIn: parent
        scale: root.side / 24
        transform: Scale { origin.x: 12; xScale: root.mirrored ? -1 : 1 }

        ShapePath {
            strokeColor: root.color
            strokeWidth: Theme.iconStroke
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            PathSvg { path: Icons.paths[root.sign] ?? "" }
        }
    }
}
