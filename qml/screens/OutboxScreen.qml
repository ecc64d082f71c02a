pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.App
import Cairn.Ui

// What headquarters has, item by item, and what it does not have.
ColumnLayout {
    id: root

    required property Session session
    readonly property OutboxModel outbox: root.session.outbox

    spacing: 0

    // Positioners, not layouts: the height of wrapped words follows their width at once.
    component Total: Column {
        id: total
        required property string figure
        required property string words
        property color paint: Theme.colors.ink
        width: (totals.width - (totals.columns - 1) * totals.columnSpacing) / totals.columns
        Title { width: total.width; text: total.figure; font.pixelSize: Math.min(Theme.headlineSize, 44); color: total.paint }
        Caption { width: total.width; text: total.words }
    }

    ScreenHeader {
        navigation: root.session.navigation
        title: qsTr("Outbox")
        subtitle: qsTr("Nothing is deleted here before headquarters has confirmed it")
        TouchButton {
            primary: true
            sign: "sync"
            text: root.outbox.sending ? qsTr("Sending…") : qsTr("Send now")
            enabled: !root.outbox.sending
            onClicked: root.outbox.send()
        }
    }
    ProblemNote { Layout.margins: Theme.margin; Layout.bottomMargin: 0; problem: root.outbox.problem }
    Panel {
        Layout.fillWidth: true
        Layout.margins: Theme.margin
        padding: Theme.textScale < 1.5 ? 20 : 12
        Grid {
            id: totals
            Layout.fillWidth: true
            columns: root.width > 700 ? 4 : 2
            columnSpacing: 20
            rowSpacing: 12
            Total { figure: Format.count(root.outbox.waiting); words: qsTr("exhibits not yet received by headquarters"); paint: root.outbox.waiting > 0 ? Theme.colors.caution : Theme.colors.confirmed }
            Total { figure: Format.count(root.outbox.unconfirmed); words: qsTr("exhibits not yet confirmed by a desk") }
            Total { figure: Format.bytes(root.outbox.bytes); words: qsTr("still to be sent") }
            Total { figure: Format.count(root.outbox.records); words: qsTr("records without a receipt") }
        }
    }
    ListView {
        id: list
        Layout.fillWidth: true
        Layout.fillHeight: true
        clip: true
        model: root.outbox.exhibits
        spacing: 8
        bottomMargin: Theme.margin
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        T.ScrollBar.vertical: PageBar {}

        delegate: T.AbstractButton {
            id: row

            required property string number
            required property string title
            required property string form
            required property int shownState
            required property string receivedAt
            required property string confirmedAt
            required property string reason
            required property double sent
            required property double size

            x: Theme.margin
            width: list.width - 2 * Theme.margin
            implicitHeight: Math.max(Theme.target + 16, grid.implicitHeight + 20)
            focusPolicy: Qt.StrongFocus
            Accessible.name: row.number
            Accessible.role: Accessible.Button
            onClicked: root.session.openExhibit(row.number)
            Keys.onReturnPressed: row.clicked()

            contentItem: Item {
                RowLayout {
                    id: grid
                    anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; leftMargin: 12; rightMargin: 16 }
                    spacing: 16

                    PhotoTile {
                        Layout.preferredWidth: 84
                        Layout.preferredHeight: 60
                        pictures: root.session.pictures
                        exhibit: row.number
                        form: row.form
                    }
                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 2
                        Figures { Layout.fillWidth: true; text: Format.number(row.number); font.weight: Theme.strongWeight }
                        Caption {
                            Layout.fillWidth: true
                            text: row.shownState === 4 ? root.session.terms.returnReasons.label(row.reason)
                                : row.confirmedAt !== "" ? qsTr("confirmed %1").arg(row.confirmedAt)
                                : row.receivedAt !== "" ? qsTr("received by headquarters %1").arg(row.receivedAt)
                                : row.shownState === 1 ? qsTr("%1 of %2").arg(Math.round(row.sent * 100) + " %").arg(Format.bytes(row.size))
                                : qsTr("on this device only · %1").arg(Format.bytes(row.size))
                            color: row.shownState === 4 ? Theme.colors.returned : Theme.colors.inkSoft
                        }
                        ProgressStripe { visible: row.shownState === 1; Layout.fillWidth: true; value: row.sent; paint: Theme.colors.sending }
                    }
                    StateBadge { shownState: row.shownState }
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
