import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// The door. Says nothing of what lies behind it.
Rectangle {
    id: root

    required property bool opening
    required property problem problem
    required property string purpose
    signal unlockAsked(field: PassphraseField)

    color: Theme.colors.page

    RowLayout {
        anchors.fill: parent
        spacing: 0

        Rectangle {
            Layout.fillHeight: true
            Layout.preferredWidth: parent.width * 0.36
            visible: root.width > 900 && Theme.textScale < 1.6
            color: Theme.colors.rail

            ColumnLayout {
                anchors { fill: parent; margins: 40 }
                spacing: 14
                Item { Layout.fillHeight: true }
                Icon { sign: "cairn"; side: 120; color: Theme.colors.railInk }
                Headline { Layout.fillWidth: true; text: "Cairn"; font.pixelSize: Math.round(Theme.headlineSize * 1.4); color: Theme.colors.railInk }
                Body { Layout.fillWidth: true; text: root.purpose; color: Theme.colors.railInk }
                Item { Layout.fillHeight: true }
            }
            Rectangle {
                anchors { top: parent.top; bottom: parent.bottom; right: parent.right }
                width: Theme.stroke
                visible: Theme.kind !== Theme.Standard
                color: Theme.colors.line
            }
        }
        ScrollArea {
            Layout.fillWidth: true
            Layout.fillHeight: true
            padding: 40
            spacing: 20

            Item { Layout.preferredHeight: Math.max(0, root.height * 0.16) }
            Headline { Layout.fillWidth: true; text: qsTr("Unlock") }
            PassphraseEntry {
                id: entry
                Layout.fillWidth: true
                Layout.maximumWidth: 560
                label: qsTr("Passphrase")
                enabled: !root.opening
                onAccepted: root.unlockAsked(entry.field)
                Component.onCompleted: entry.field.forceActiveFocus()
            }
            TouchButton {
                primary: true
                sign: "lock"
                text: root.opening ? qsTr("Unlocking…") : qsTr("Unlock")
                enabled: !root.opening && entry.field.length > 0
                onClicked: root.unlockAsked(entry.field)
            }
            ProblemNote { Layout.maximumWidth: 640; problem: root.problem }
            Caption {
                Layout.fillWidth: true
                Layout.maximumWidth: 560
                text: qsTr("Unlocking takes about a second on purpose: it slows down whoever tries to guess.")
            }
        }
    }
}
