import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// The tablet's window: door, or rail and screen.
Window {
    id: root

    required property Session session
    readonly property bool open: root.session.stage === Session.Open
    readonly property Navigation navigation: root.session.navigation

    width: 1280
    height: 800
    minimumWidth: 800
    minimumHeight: 520
    visible: true
    title: "Cairn"
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
                    sign: "sites"
                    text: qsTr("Sites")
                    checked: root.navigation.screen <= Session.Exhibit
                    onClicked: root.navigation.show(Session.Sites)
                }
                RailButton {
                    Layout.fillWidth: true
                    sign: "camera"
                    text: qsTr("Camera")
                    checked: root.navigation.screen === Session.Capture
                    onClicked: root.navigation.show(Session.Capture)
                }
                RailButton {
                    Layout.fillWidth: true
                    sign: "import"
                    text: qsTr("Import")
                    checked: root.navigation.screen === Session.Import
                    onClicked: root.navigation.show(Session.Import)
                }
                RailButton {
                    Layout.fillWidth: true
                    sign: "outbox"
                    text: qsTr("Outbox")
                    count: root.session.outbox.waiting
                    checked: root.navigation.screen === Session.Outbox
                    onClicked: root.navigation.show(Session.Outbox)
                }
                RailButton {
                    Layout.fillWidth: true
                    sign: "settings"
                    text: qsTr("Settings")
                    checked: root.navigation.screen === Session.Preferences
                    onClicked: root.navigation.show(Session.Preferences)
                }
            }
            Loader {
                Layout.fillWidth: true
                Layout.fillHeight: true
                focus: true
                active: !root.session.settings.switching
                sourceComponent: root.open ? [sites, newSite, site, exhibit, capture, outbox, importing, settings][root.navigation.screen]
                               : root.session.stage === Session.Enrolling ? enrol : unlock
            }
        }
    }

    // Made here by the Loader only, so `root` is always theirs.
    // qmllint disable unqualified
    Component {
        id: unlock
        UnlockScreen {
            opening: root.session.stage === Session.Opening
            problem: root.session.problem
            purpose: qsTr("Field evidence, sealed where it is found.")
            onUnlockAsked: field => root.session.unlock(field)
        }
    }
    Component {
        id: enrol
        EnrolScreen {
            opening: root.session.stage === Session.Opening
            problem: root.session.problem
            onEnrolAsked: (code, person, identity, field, again) => root.session.enrol(code, person, field, again)
        }
    }
    Component { id: sites; SitesScreen { session: root.session } }
    Component { id: newSite; NewSiteScreen { session: root.session } }
    Component { id: site; SiteScreen { session: root.session } }
    Component { id: exhibit; ExhibitScreen { session: root.session } }
    Component { id: capture; CaptureScreen { session: root.session } }
    Component { id: outbox; OutboxScreen { session: root.session } }
    Component { id: importing; ImportScreen { session: root.session } }
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
