pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// A package for a court: chosen exhibits with everything a stranger needs to check them.
ColumnLayout {
    id: root

    required property ReviewSession session
    readonly property ReviewExport exporter: root.session.exporter
    readonly property bool choosing: root.exporter.stage === ReviewExport.Choosing

    spacing: 0

    ScreenHeader {
        navigation: root.session.navigation
        title: qsTr("Export")
        subtitle: root.session.inbox.chosenCount === 0 ? qsTr("No exhibit chosen: all of them") : qsTr("%n exhibit(s) chosen", "", root.session.inbox.chosenCount)
        TouchButton {
            visible: root.choosing && root.session.inbox.chosenCount > 0
            sign: "close"
            text: qsTr("Choose none")
            onClicked: root.session.inbox.chooseNone()
        }
        TouchButton {
            visible: root.choosing
            primary: true
            sign: "export"
            text: qsTr("Write the export")
            enabled: root.exporter.canStart
            onClicked: root.exporter.start()
        }
    }
    ScrollArea {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: root.choosing

        ProblemNote { problem: root.exporter.problem }
        GridLayout {
            Layout.fillWidth: true
            columns: root.width > 860 && Theme.textScale < 1.5 ? 2 : 1
            columnSpacing: 20
            rowSpacing: 16

            Panel {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: 16
                TextEntry {
                    Layout.fillWidth: true
                    label: qsTr("Name of the export")
                    hint: qsTr("A new folder; nothing is overwritten")
                    text: root.exporter.name
                    onEdited: text => root.exporter.name = text
                }
                TextEntry {
                    Layout.fillWidth: true
                    label: qsTr("Purpose")
                    hint: qsTr("For whom, under which request")
                    text: root.exporter.purpose
                    onEdited: text => root.exporter.purpose = text
                }
                Toggle {
                    Layout.fillWidth: true
                    text: qsTr("Withhold the location")
                    hint: qsTr("Originals, sources and notes are withheld with it: they may contain it")
                    checked: root.exporter.withholdLocation
                    onClicked: root.exporter.withholdLocation = checked
                }
                Toggle {
                    Layout.fillWidth: true
                    text: qsTr("Withhold the author")
                    hint: qsTr("Originals, sources and notes are withheld with it: they may contain it")
                    checked: root.exporter.withholdAuthor
                    onClicked: root.exporter.withholdAuthor = checked
                }
            }
            FolderPicker {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                title: qsTr("Write it to")
                folders: root.exporter.folders
            }
        }
    }
    ScrollArea {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: !root.choosing

        Panel {
            Layout.fillWidth: true
            Title { Layout.fillWidth: true; text: root.exporter.stage === ReviewExport.Done ? qsTr("The export is written") : qsTr("Writing and checking") }
            ProgressStripe {
                Layout.fillWidth: true
                implicitHeight: 20
                value: root.exporter.stage === ReviewExport.Done ? 1 : root.exporter.fraction
            }
            Body {
                Layout.fillWidth: true
                visible: root.exporter.stage !== ReviewExport.Done
                text: qsTr("%1 of %2 objects").arg(Format.count(root.exporter.objectsDone)).arg(Format.count(root.exporter.objectsTotal))
            }
            Fact { visible: root.exporter.stage === ReviewExport.Done; label: qsTr("Exhibits"); value: Format.count(root.exporter.exported) }
            Fact { visible: root.exporter.stage === ReviewExport.Done; label: qsTr("Folder"); value: Format.number(root.exporter.writtenTo); figures: true }
            Caption {
                Layout.fillWidth: true
                visible: root.exporter.stage === ReviewExport.Done
                text: qsTr("The originals in it are readable by anyone who holds it. Whoever receives it checks it with cairn-verify and the roots from a second channel.")
            }
            TouchButton {
                visible: root.exporter.stage !== ReviewExport.Done
                grave: true
                sign: "close"
                text: root.exporter.stage === ReviewExport.Stopping ? qsTr("Stopping…") : qsTr("Stop")
                enabled: root.exporter.stage === ReviewExport.Running
                onClicked: root.exporter.stop()
            }
            TouchButton {
                visible: root.exporter.stage === ReviewExport.Done
                primary: true
                sign: "check"
                text: qsTr("Done")
                onClicked: root.exporter.again()
            }
        }
    }
}
