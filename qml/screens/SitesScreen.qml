pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.App
import Cairn.Ui

ColumnLayout {
    id: root

    required property Session session

    spacing: 0

    ScreenHeader {
        navigation: root.session.navigation
        title: qsTr("Sites")
        subtitle: root.session.operation
        TouchButton {
            primary: true
            sign: "add"
            text: qsTr("New site")
            onClicked: root.session.newSite()
        }
    }
    ProblemNote { Layout.margins: Theme.margin; problem: root.session.sites.problem }
    Nothing {
        Layout.fillWidth: true
        Layout.margins: 64
        visible: root.session.sites.loaded && root.session.sites.count === 0
        sign: "sites"
        title: qsTr("No site yet")
        hint: qsTr("Open a site before the first photograph: every exhibit belongs to one.")
    }
    ListView {
        id: list
        Layout.fillWidth: true
        Layout.fillHeight: true
        clip: true
        model: root.session.sites
        spacing: 12
        topMargin: Theme.margin
        bottomMargin: Theme.margin
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: true
        T.ScrollBar.vertical: PageBar {}

        delegate: T.AbstractButton {
            id: row

            required property string number
            required property string name
            required property string nameLocal
            required property string type
            required property string place
            required property double exhibits
            required property double unreceived

            x: Theme.margin
            width: list.width - 2 * Theme.margin
            implicitHeight: Math.max(Theme.target, grid.implicitHeight + 32)
            focusPolicy: Qt.StrongFocus
            Accessible.name: row.name + ", " + row.number
            Accessible.role: Accessible.Button
            onClicked: root.session.openSite(row.number)
            Keys.onReturnPressed: row.clicked()

            contentItem: Item {
                GridLayout {
                    id: grid
                    anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; margins: 20 }
                    columns: root.width > 760 && Theme.textScale < 1.6 ? 2 : 1
                    columnSpacing: 24

                    ColumnLayout {
                        Layout.fillWidth: true
                        spacing: 3
                        RowLayout {
                            Layout.fillWidth: true
                            spacing: 12
                            Figures {
                                text: Format.number(row.number)
                                color: Theme.colors.accent
                                font.weight: Theme.strongWeight
                                wrapMode: Text.NoWrap
                            }
                            Title {
                                Layout.fillWidth: true
                                text: row.name
                            }
                        }
                        Body {
                            Layout.fillWidth: true
                            text: root.session.terms.siteTypes.label(row.type)
                        }
                        RowLayout {
                            Layout.fillWidth: true
                            spacing: 8
                            Icon { sign: row.place === "" ? "noFix" : "satellite"; side: 22; color: Theme.colors.inkSoft }
                            Caption {
                                Layout.fillWidth: true
                                text: row.place === "" ? qsTr("no position") : row.place
                                font.family: row.place === "" ? Theme.words : Theme.figures
                            }
                        }
                    }
                    RowLayout {
                        spacing: 28
                        ColumnLayout {
                            spacing: 0
                            Title { text: Format.count(row.exhibits); Layout.alignment: Qt.AlignHCenter; font.pixelSize: Theme.headlineSize }
                            Caption { text: qsTr("exhibits"); Layout.alignment: Qt.AlignHCenter }
                        }
                        ColumnLayout {
                            spacing: 0
                            visible: row.unreceived > 0
                            Title { text: Format.count(row.unreceived); Layout.alignment: Qt.AlignHCenter; color: Theme.colors.caution; font.pixelSize: Theme.headlineSize }
                            Caption { text: qsTr("not received"); Layout.alignment: Qt.AlignHCenter }
                        }
                        StateBadge { visible: row.unreceived === 0 && row.exhibits > 0; shownState: 2 }
                        Icon { sign: "forward"; mirrored: row.mirrored; color: Theme.colors.inkSoft }
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
