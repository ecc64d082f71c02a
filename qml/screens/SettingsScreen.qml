import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

ColumnLayout {
    id: root

    required property Settings settings
    required property Navigation navigation
    property string operation
    property string person
    readonly property var sizes: [1.0, 1.25, 1.5, 2.0]
    readonly property var minutes: [1, 2, 5, 15]

    spacing: 0

    ScreenHeader {
        navigation: root.navigation
        title: qsTr("Settings")
        subtitle: qsTr("They take effect at once")
    }
    ScrollArea {
        Layout.fillWidth: true
        Layout.fillHeight: true

        Panel {
            Layout.fillWidth: true
            spacing: 18
            Segments {
                Layout.fillWidth: true
                label: qsTr("Language")
                words: root.settings.languageNames
                current: root.settings.languageIndex
                onChosen: index => root.settings.languageIndex = index
            }
            Segments {
                Layout.fillWidth: true
                label: qsTr("Light")
                words: [qsTr("Standard"), qsTr("Sunlight"), qsTr("Night, red only")]
                current: root.settings.theme
                onChosen: index => root.settings.theme = index
            }
            Segments {
                Layout.fillWidth: true
                label: qsTr("Text size")
                words: ["100 %", "125 %", "150 %", "200 %"]
                current: root.sizes.indexOf(root.settings.textScale)
                onChosen: index => root.settings.textScale = root.sizes[index]
            }
        }
        Panel {
            Layout.fillWidth: true
            spacing: 18
            Toggle {
                Layout.fillWidth: true
                text: qsTr("Gloves")
                hint: qsTr("Larger targets: 15 mm instead of 9 mm")
                checked: root.settings.glove
                onClicked: root.settings.glove = checked
            }
            Segments {
                Layout.fillWidth: true
                label: qsTr("Lock by itself after")
                words: [qsTr("%n minute(s)", "", 1), qsTr("%n minute(s)", "", 2), qsTr("%n minute(s)", "", 5), qsTr("%n minute(s)", "", 15)]
                current: root.minutes.indexOf(root.settings.autoLockMinutes)
                onChosen: index => root.settings.autoLockMinutes = root.minutes[index]
            }
        }
        Panel {
            Layout.fillWidth: true
            visible: root.operation !== ""
            Fact { label: qsTr("Operation"); value: root.operation }
            Fact { label: qsTr("Person code"); value: Format.number(root.person); figures: true }
        }
    }
}
