pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.App
import Cairn.Ui

// What the tablets sent, verdict first.
ColumnLayout {
    id: root

    required property ReviewSession session
    readonly property ReviewInbox inbox: root.session.inbox

    spacing: 0

    ScreenHeader {
        navigation: root.session.navigation
        title: qsTr("Inbox")
        subtitle: root.session.operation
        TouchButton {
            primary: true
            sign: "sync"
            text: root.session.fetching ? qsTr("Fetching…") : qsTr("Fetch")
            enabled: !root.session.fetching
            onClicked: root.session.fetch()
        }
    }
    ProblemNote { Layout.margins: Theme.margin; Layout.bottomMargin: 0; problem: root.session.problem }
    ProblemNote { Layout.margins: Theme.margin; Layout.bottomMargin: 0; problem: root.inbox.problem }
    Nothing {
        Layout.fillWidth: true
        Layout.margins: 64
        visible: root.inbox.loaded && root.inbox.count === 0
        sign: "inbox"
        title: qsTr("Nothing here yet")
        hint: qsTr("Fetch what headquarters holds. Checking and reviewing then need no network.")
    }
    ListView {
        id: list
        Layout.fillWidth: true
        Layout.fillHeight: true
        clip: true
        model: root.inbox
        spacing: 10
        topMargin: Theme.margin
        bottomMargin: Theme.margin
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        T.ScrollBar.vertical: PageBar {}

        footer: ColumnLayout {
            width: list.width
            Repeater {
                model: root.inbox.findings
                ProblemNote {
                    required property problem modelData
                    Layout.leftMargin: Theme.margin
                    Layout.rightMargin: Theme.margin
                    Layout.topMargin: 10
                    problem: modelData
                }
            }
        }
        delegate: T.AbstractButton {
            id: row

            required property string number
            required property string title
            required property string itemType
            required property string form
            required property int verdict
            required property int decision
            required property string when
            required property string notBefore
            required property string notAfter
            required property bool chosen

            x: Theme.margin
            width: list.width - 2 * Theme.margin
            implicitHeight: Math.max(Theme.target, grid.implicitHeight + 28)
            focusPolicy: Qt.StrongFocus
            Accessible.name: row.number + " " + row.title
            Accessible.role: Accessible.Button
            onClicked: root.session.openExhibit(row.number)
            Keys.onReturnPressed: row.clicked()

            contentItem: Item {
                RowLayout {
                    id: grid
                    anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; leftMargin: 16; rightMargin: 16 }
                    spacing: 18

                    VerdictBadge { Layout.preferredWidth: Math.max(implicitWidth, 170); verdict: row.verdict }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 2
                        Figures { Layout.fillWidth: true; text: Format.number(row.number); font.weight: Theme.strongWeight }
                        Body {
                            Layout.fillWidth: true
                            text: row.itemType !== "" ? root.session.terms.itemTypes.label(row.itemType) : row.title
                        }
                        Caption {
                            Layout.fillWidth: true
                            text: row.notAfter === "" ? qsTr("Time not proven yet: no receipt covers it")
                                : row.notBefore === "" ? qsTr("existed before %1").arg(row.notAfter)
                                : qsTr("recorded after %1, before %2").arg(row.notBefore).arg(row.notAfter)
                        }
                    }
                    ColumnLayout {
                        visible: row.decision !== 0
                        spacing: 2
                        Icon {
                            Layout.alignment: Qt.AlignHCenter
                            sign: row.decision === 1 ? "check" : "returned"
                            color: row.decision === 1 ? Theme.colors.confirmed : Theme.colors.returned
                        }
                        Caption { Layout.alignment: Qt.AlignHCenter; text: row.decision === 1 ? qsTr("Accepted") : qsTr("Returned"); color: Theme.colors.ink }
                    }
                    TouchButton {
                        sign: row.chosen ? "check" : "add"
                        text: row.chosen ? qsTr("In the export") : qsTr("Export")
                        primary: row.chosen
                        onClicked: root.inbox.choose(row.number, !row.chosen)
                    }
                }
            }
            background: Rectangle {
                radius: Theme.radius
                color: row.down ? Theme.colors.tint : Theme.colors.surface
                border.width: Theme.stroke
                border.color: Theme.colors.line
                FocusFrame { on: row.visualFocus }
            }
        }
    }
}
