import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// The viewfinder. What will stand in the record is said beside it before the shutter is pressed.
RowLayout {
    id: root

    required property Session session
    readonly property CaptureModel capture: root.session.capture
    readonly property bool ready: root.capture.camera === CaptureModel.Ready

    spacing: 0

    Rectangle {
        Layout.fillWidth: true
        Layout.fillHeight: true
        color: Theme.kind === Theme.Night ? "#000000" : "#101616"

        Viewfinder {
            anchors.fill: parent
            capture: root.capture
            redOnly: Theme.kind === Theme.Night
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Viewfinder")
        }
        Rectangle {
            anchors.centerIn: parent
            visible: !root.ready
            width: Math.min(parent.width - 48, 520)
            height: hint.implicitHeight + 48
            radius: Theme.radius
            color: Theme.colors.surface
            Nothing {
                id: hint
                anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; margins: 24 }
                sign: "camera"
                title: root.capture.camera === CaptureModel.Starting ? qsTr("The camera is starting")
                     : root.capture.camera === CaptureModel.Failed ? qsTr("The camera failed") : qsTr("No camera")
                hint: root.capture.camera === CaptureModel.Starting ? ""
                    : qsTr("Photographs from another camera can be imported from its card.")
            }
        }
        Rectangle {
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: 16 }
            height: fix.implicitHeight + 20
            radius: Theme.radius
            color: Theme.colors.surface
            border.width: Theme.stroke
            border.color: Theme.colors.line
            FixLine {
                id: fix
                anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; margins: 14 }
                receiver: root.session.receiver
            }
        }
        TouchButton {
            anchors { left: parent.left; top: parent.top; margins: 16 }
            visible: root.session.navigation.canGoBack
            sign: "back"
            mirrorSign: true
            Accessible.name: qsTr("Back")
            onClicked: root.session.navigation.back()
        }
    }
    Rectangle {
        Layout.fillHeight: true
        Layout.preferredWidth: Math.min(root.width * 0.42, 320 * Math.sqrt(Theme.textScale))
        color: Theme.colors.page

        Rectangle {
            anchors { top: parent.top; bottom: parent.bottom; left: parent.left }
            width: Theme.stroke
            color: Theme.colors.line
        }
        ScrollArea {
            anchors { left: parent.left; right: parent.right; top: parent.top; bottom: foot.top }
            padding: 20
            spacing: 14

            ProblemNote { problem: root.capture.problem }
            Choice {
                Layout.fillWidth: true
                label: qsTr("Site")
                hint: qsTr("Choose a site first")
                model: root.session.sites
                textRole: "name"
                currentIndex: root.session.sites.indexOf(root.capture.site)
                onChosen: index => root.capture.site = root.session.sites.numberAt(index)
            }
            Choice {
                Layout.fillWidth: true
                label: qsTr("Shot")
                model: root.session.terms.shotTypes
                textRole: "label"
                currentIndex: root.session.terms.shotTypes.indexOf(root.capture.shotType)
                onChosen: index => root.capture.shotType = root.session.terms.shotTypes.codeAt(index)
            }
            Choice {
                Layout.fillWidth: true
                visible: root.session.receiver.state !== ReceiverModel.Fixed
                label: qsTr("Why there is no position")
                model: root.session.terms.noFixReasons
                textRole: "label"
                currentIndex: root.session.receiver.noFixReason
                onChosen: index => root.session.receiver.noFixReason = index
            }
            TextArea {
                Layout.fillWidth: true
                label: qsTr("Note")
                lines: 2
                text: root.capture.note
                onEdited: text => root.capture.note = text
            }
        }
        Column {
            id: foot
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: 20 }
            spacing: 10

            RowLayout {
                width: parent.width
                Caption { Layout.fillWidth: true; text: qsTr("Frame") }
                Figures { text: Format.count(root.capture.frame); font.pixelSize: Theme.headlineSize; font.weight: Theme.strongWeight }
            }
            ShutterButton {
                anchors.horizontalCenter: parent.horizontalCenter
                enabled: root.capture.canShoot
                busy: root.capture.busy
                onClicked: root.capture.shoot()
            }
            RowLayout {
                width: parent.width
                spacing: 8
                Icon { sign: root.capture.lastSaved === "" ? "info" : "saved"; side: 24; color: root.capture.lastSaved === "" ? Theme.colors.inkSoft : Theme.colors.confirmed }
                Caption {
                    Layout.fillWidth: true
                    text: root.capture.busy ? qsTr("Sealing…") : root.capture.lastSaved === "" ? qsTr("Nothing photographed yet") : qsTr("Saved: %1").arg(Format.number(root.capture.lastSaved))
                    color: Theme.colors.ink
                }
            }
        }
    }
}
