pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// The chosen tags, each removed at a touch, and a list to add from.
ColumnLayout {
    id: root

    required property TermList terms
    required property var chosen  // codes
    signal toggled(code: string)

    spacing: 10

    Flow {
        Layout.fillWidth: true
        visible: root.chosen.length > 0
        spacing: 8
        Repeater {
            model: root.chosen
            TouchButton {
                required property string modelData
                text: root.terms.label(modelData)
                sign: "close"
                font.weight: Theme.bodyWeight
                width: Math.min(implicitWidth, root.width)
                Accessible.name: qsTr("Remove tag %1").arg(text)
                onClicked: root.toggled(modelData)
            }
        }
    }
    Choice {
        id: more
        Layout.fillWidth: true
        hint: qsTr("Add a tag")
        model: root.terms
        textRole: "label"
        onChosen: index => root.toggled(root.terms.codeAt(index))
        onCurrentIndexChanged: more.currentIndex = -1
    }
}
