pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.App
import Cairn.Ui

// Files from a card or folder: chosen, sealed one by one, each with what became of it.
ColumnLayout {
    id: root

    required property Session session
    readonly property ImportModel importer: root.session.importer
    readonly property bool choosing: root.importer.stage === ImportModel.Choosing

    spacing: 0

    ScreenHeader {
        navigation: root.session.navigation
        title: qsTr("Import")
        subtitle: qsTr("Files stay on the card as they are")
        TouchButton {
            visible: root.choosing
            primary: true
            sign: "import"
            text: qsTr("Import this folder")
            enabled: root.importer.canStart
            onClicked: root.importer.start()
        }
        TouchButton {
            visible: root.importer.stage === ImportModel.Running || root.importer.stage === ImportModel.Stopping
            grave: true
            sign: "close"
            text: root.importer.stage === ImportModel.Stopping ? qsTr("Stopping…") : qsTr("Stop")
            enabled: root.importer.stage === ImportModel.Running
            onClicked: root.importer.stop()
        }
        TouchButton {
            visible: root.importer.stage === ImportModel.Done || root.importer.stage === ImportModel.Stopped
            primary: true
            sign: "check"
            text: qsTr("Done")
            onClicked: root.importer.again()
        }
    }
    ProblemNote { Layout.margins: Theme.margin; problem: root.importer.problem }

    ScrollArea {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: root.choosing

        Choice {
            Layout.fillWidth: true
            label: qsTr("Into the site")
            hint: qsTr("Choose a site first")
            model: root.session.sites
            textRole: "name"
            currentIndex: root.session.sites.indexOf(root.importer.site)
            onChosen: index => root.importer.site = root.session.sites.numberAt(index)
        }
        FolderPicker {
            Layout.fillWidth: true
            title: qsTr("From the card or folder")
            folders: root.importer.folders
        }
    }
    ColumnLayout {
        Layout.fillWidth: true
        Layout.fillHeight: true
        visible: !root.choosing
        spacing: 0

        Panel {
            Layout.fillWidth: true
            Layout.margins: Theme.margin
            Title {
                Layout.fillWidth: true
                text: root.importer.stage === ImportModel.Done ? qsTr("Import finished") : root.importer.stage === ImportModel.Stopped ? qsTr("Stopped: what was saved stays saved") : qsTr("Sealing")
            }
            ProgressStripe { Layout.fillWidth: true; value: root.importer.fraction; implicitHeight: 20 }
            Body {
                Layout.fillWidth: true
                text: qsTr("%1 of %2 files · %3 of %4").arg(Format.count(root.importer.filesDone)).arg(Format.count(root.importer.filesTotal)).arg(Format.bytes(root.importer.bytesDone)).arg(Format.bytes(root.importer.bytesTotal))
            }
            Caption {
                Layout.fillWidth: true
                text: qsTr("%1 saved · %2 held already · %3 refused").arg(Format.count(root.importer.saved)).arg(Format.count(root.importer.duplicates)).arg(Format.count(root.importer.refused))
            }
        }
        ListView {
            id: list
            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            model: root.importer
            spacing: 6
            bottomMargin: Theme.margin
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: PageBar {}
            delegate: Rectangle {
                id: line

                required property string file
                required property string exhibit
                required property int imported
                required property string sameAs
                required property string trouble

                x: Theme.margin
                width: list.width - 2 * Theme.margin
                implicitHeight: Math.max(52, words.implicitHeight + 16)
                color: Theme.colors.surface
                border.width: Theme.stroke
                border.color: Theme.colors.line

                RowLayout {
                    id: words
                    anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; margins: 14 }
                    spacing: 12
                    Icon {
                        sign: ["saved", "checks", "alarm"][line.imported]
                        side: 26
                        color: [Theme.colors.confirmed, Theme.colors.saved, Theme.colors.returned][line.imported]
                    }
                    Body { Layout.fillWidth: true; Layout.preferredWidth: 2; text: line.file; elide: Text.ElideMiddle; wrapMode: Text.NoWrap }
                    Figures { Layout.fillWidth: true; Layout.preferredWidth: 2; visible: line.exhibit !== ""; text: Format.number(line.exhibit) }
                    Caption {
                        Layout.fillWidth: true
                        Layout.preferredWidth: 2
                        text: [line.sameAs === "" ? qsTr("saved") : qsTr("saved; same bytes as %1").arg(Format.number(line.sameAs)), qsTr("already held here"), line.trouble][line.imported]
                    }
                }
            }
        }
    }
}
