pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// First start: a one-time code from headquarters makes this device a member of one operation.
Rectangle {
    id: root

    required property bool opening
    required property problem problem
    property string personLabel: qsTr("Your person code")
    property bool asksIdentity: false
    signal enrolAsked(code: string, person: string, identity: string, field: PassphraseField, again: PassphraseField)

    color: Theme.colors.page

    // Two beside one another where there is room.
    component Pair: Grid {
        id: pair
        readonly property real half: pair.columns === 1 ? pair.width : (pair.width - pair.columnSpacing) / 2
        Layout.fillWidth: true
        columns: root.width > 800 && Theme.textScale < 1.5 ? 2 : 1
        columnSpacing: 24
        rowSpacing: 18
    }

    ScrollArea {
        anchors.fill: parent
        padding: 40
        spacing: 18

        Row {
            Layout.fillWidth: true
            spacing: 16
            Icon { id: stones; sign: "cairn"; side: 64; color: Theme.colors.accent }
            Column {
                width: parent.width - stones.width - parent.spacing
                spacing: 2
                Headline { width: parent.width; text: qsTr("Join an operation") }
                Body { width: parent.width; text: qsTr("Headquarters gives a code for this device. It works once."); color: Theme.colors.inkSoft }
            }
        }
        ProblemNote { problem: root.problem }
        Pair {
            TextEntry {
                id: code
                width: parent.width
                label: qsTr("Enrolment code")
                hint: qsTr("Scan it or type it as one word")
                figures: true
                inputMethodHints: Qt.ImhNoAutoUppercase | Qt.ImhNoPredictiveText | Qt.ImhSensitiveData
                enabled: !root.opening
            }
        }
        Pair {
            id: who
            TextEntry {
                id: person
                width: root.asksIdentity ? who.half : who.width
                label: root.personLabel
                hint: qsTr("As in the roster, never a name")
                enabled: !root.opening
            }
            TextEntry {
                id: identity
                width: who.half
                visible: root.asksIdentity
                label: qsTr("File with the opening key")
                hint: qsTr("On the medium from the key ceremony")
                enabled: !root.opening
            }
        }
        Pair {
            id: secrets
            PassphraseEntry {
                id: first
                width: secrets.half
                label: qsTr("New passphrase, at least 12 characters")
                enabled: !root.opening
            }
            PassphraseEntry {
                id: again
                width: secrets.half
                label: qsTr("The same again")
                enabled: !root.opening
            }
        }
        Caption {
            Layout.fillWidth: true
            text: qsTr("Nobody can recover a forgotten passphrase. What headquarters received stays readable there.")
        }
        TouchButton {
            primary: true
            sign: "check"
            text: root.opening ? qsTr("Joining…") : qsTr("Join")
            enabled: !root.opening && code.text !== "" && person.text !== "" && first.field.length >= 12 && again.field.length > 0
            onClicked: root.enrolAsked(code.text, person.text, identity.text, first.field, again.field)
        }
    }
}
