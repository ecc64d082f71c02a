import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// The supervisor's window: door, or rail and screen.
Window {
    id: root

    required property ReviewSession session
    readonly property bool open: root.session.stage === ReviewSession.Open
    readonly property Navigation navigation: root.session.navigation

    width: 1280
    height: 800
    minimumWidth: 800
    minimumHeight: 520
    visible: true
    title: "Cairn Review"
    color: Theme.colors.page

    Binding { target: Theme; property: "kind"; value: root.session.settings.theme }
    Binding { target: Theme; property: "glove"; value: root.session.settings.glove }
    Binding { target: Theme; property: "textScale"; value: root.session.settings.textScale }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0
        LayoutMirroring.enabled: root.session.settings.mirrored
        LayoutMirroring.childrenInherit: true

        ExerciseBand {
            Layout.fillWidth: true
            visible: root.session.exercise
        }
        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: 0

            Rail {
                Layout.fillHeight: true
                visible: root.open
                onLockAsked: root.session.lock()
                RailButton {
                    Layout.fillWidth: true
                    sign: "inbox"
                    text: qsTr("Inbox")
                    count: root.session.inbox.undecided
                    checked: root.navigation.screen <= ReviewSession.Exhibit
                    onClicked: root.navigation.show(ReviewSession.Inbox)
                }
                RailButton {
                    Layout.fillWidth: true
                    sign: "export"
                    text: qsTr("Export")
                    count: root.session.inbox.chosenCount
                    checked: root.navigation.screen === ReviewSession.Exporting
                    onClicked: root.navigation.show(ReviewSession.Exporting)
                }
                RailButton {
                    Layout.fillWidth: true
                    sign: "settings"
                    text: qsTr("Settings")
                    checked: root.navigation.screen === ReviewSession.Preferences
                    onClicked: root.navigation.show(ReviewSession.Preferences)
                }
            }
            Loader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                focus: true
                active: !root.session.settings.switching
                sourceComponent: root.open ? [inbox, exhibit, exporting, settings][root.navigation.screen]
                               : root.session.stage === ReviewSession.Enrolling ? enrol : unlock
            }
        }
    }

    // Made here by the Loader only, so `root` is always theirs.
    // qmllint disable unqualified
    Component {
        id: unlock
        UnlockScreen {
            opening: root.session.stage === ReviewSession.Opening
            problem: root.session.problem
            purpose: qsTr("Review: what the field sealed, checked and decided.")
            onUnlockAsked: field => root.session.unlock(field)
        }
    }
    Component {
        id: enrol
        EnrolScreen {
            opening: root.session.stage === ReviewSession.Opening
            problem: root.session.problem
            personLabel: qsTr("Your reviewer code")
            asksIdentity: true
            onEnrolAsked: (code, person, identity, field, again) => root.session.enrol(code, person, identity, field, again)
        }
    }
    Component { id: inbox; InboxScreen { session: root.session } }
    Component { id: exhibit; ReviewExhibitScreen { session: root.session } }
    Component { id: exporting; ExportScreen { session: root.session } }
    Component {
        id: settings
        SettingsScreen {
            settings: root.session.settings
            navigation: root.navigation
            operation: root.session.operation
            person: root.session.person
        }
    }
}
