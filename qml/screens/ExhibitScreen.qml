pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// One exhibit: photograph, where it stands, what is claimed of it, and what may be added.
ColumnLayout {
    id: root

    required property Session session
    readonly property ExhibitModel exhibit: root.session.exhibit
    readonly property bool wide: root.width > 860 && Theme.textScale < 1.5

    spacing: 0

    ScreenHeader {
        navigation: root.session.navigation
        title: Format.number(root.exhibit.number)
        subtitle: root.exhibit.title
        TouchButton {
            primary: true
            sign: "check"
            text: qsTr("Keep changes")
            enabled: root.exhibit.canKeep
            onClicked: root.exhibit.keep()
        }
    }
    ScrollArea {
        Layout.fillWidth: true
        Layout.fillHeight: true

        ProblemNote { problem: root.exhibit.problem }
        GridLayout {
            Layout.fillWidth: true
            columns: root.wide ? 2 : 1
            columnSpacing: 20
            rowSpacing: 16

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 3
                Layout.alignment: Qt.AlignTop
                spacing: 16

                Rectangle {
                    Layout.fillWidth: true
                    Layout.preferredHeight: Math.min(root.height * 0.62, width * 0.72)
                    color: Theme.kind === Theme.Sunlight ? Theme.colors.surface : Theme.kind === Theme.Night ? "#000000" : "#20292a"
                    border.width: Theme.stroke
                    border.color: Theme.colors.line

                    Nothing {
                        anchors.centerIn: parent
                        width: parent.width - 64
                        visible: picture.state === ExhibitPicture.Absent
                        paint: Theme.kind === Theme.Standard ? "#e8eeec" : Theme.colors.ink
                        sign: root.exhibit.form === "photo" ? "photo" : "file"
                        title: qsTr("No picture can be shown")
                        hint: qsTr("The original is kept unchanged all the same.")
                    }
                    ExhibitPicture {
                        id: picture
                        anchors.fill: parent
                        anchors.margins: Math.max(2, Theme.stroke)
                        pictures: root.session.pictures
                        exhibit: root.exhibit.number
                        large: true
                        redOnly: Theme.kind === Theme.Night
                        Accessible.role: Accessible.Graphic
                        Accessible.name: qsTr("Photograph of exhibit %1").arg(root.exhibit.number)
                    }
                }
                Caption {
                    Layout.fillWidth: true
                    visible: picture.state === ExhibitPicture.Damaged
                    text: qsTr("A part of this picture cannot be decoded and is grey. The original is kept unchanged.")
                }
                StateLadder { Layout.fillWidth: true; exhibit: root.exhibit; terms: root.session.terms }
                Panel {
                    Layout.fillWidth: true
                    Title { Layout.fillWidth: true; text: qsTr("History") }
                    Repeater {
                        model: root.exhibit.history
                        RowLayout {
                            id: line
                            required property historyLine modelData
                            Layout.fillWidth: true
                            spacing: 12
                            Icon { Layout.alignment: Qt.AlignTop; sign: "history"; side: 24; color: Theme.colors.inkSoft }
                            ColumnLayout {
                                Layout.fillWidth: true
                                spacing: 0
                                Body { Layout.fillWidth: true; text: Words.kind(line.modelData.kind); font.weight: Theme.strongWeight }
                                Caption {
                                    Layout.fillWidth: true
                                    text: line.modelData.when + (line.modelData.person === "" ? "" : " · " + Format.number(line.modelData.person)) + " · " + qsTr("record %1").arg(Format.number(line.modelData.record))
                                }
                            }
                        }
                    }
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 2
                Layout.alignment: Qt.AlignTop
                spacing: 16

                Panel {
                    Layout.fillWidth: true
                    Title { Layout.fillWidth: true; text: qsTr("Description") }
                    Choice {
                        Layout.fillWidth: true
                        label: qsTr("What it shows")
                        hint: qsTr("Not said")
                        model: root.session.terms.itemTypes
                        textRole: "label"
                        currentIndex: root.session.terms.itemTypes.indexOf(root.exhibit.itemType)
                        onChosen: index => root.exhibit.itemType = root.session.terms.itemTypes.codeAt(index)
                    }
                    TextEntry {
                        Layout.fillWidth: true
                        label: qsTr("Short title")
                        hint: qsTr("Neutral, without names")
                        text: root.exhibit.draftTitle
                        onEdited: text => root.exhibit.draftTitle = text
                    }
                    TextArea {
                        Layout.fillWidth: true
                        label: qsTr("Note")
                        hint: qsTr("What you see, not what you conclude")
                        text: root.exhibit.note
                        onEdited: text => root.exhibit.note = text
                    }
                    Body { Layout.fillWidth: true; text: qsTr("Tags"); font.weight: Theme.strongWeight }
                    TagPicker {
                        Layout.fillWidth: true
                        terms: root.session.terms.tags
                        chosen: root.exhibit.tags
                        onToggled: code => root.exhibit.toggleTag(code)
                    }
                }
                Panel {
                    Layout.fillWidth: true
                    Title { Layout.fillWidth: true; text: qsTr("Place and time, as claimed") }
                    Fact { label: qsTr("Position by the receiver"); value: root.exhibit.place; unknown: qsTr("no position"); figures: true }
                    Fact { label: qsTr("Position stated in the file"); value: root.exhibit.placeInFile; unknown: Words.noFilePosition(root.exhibit.metadata); figures: true }
                    Fact { label: qsTr("Recorded"); value: root.exhibit.when }
                }
                Panel {
                    Layout.fillWidth: true
                    Title { Layout.fillWidth: true; text: qsTr("Original") }
                    Fact { label: qsTr("File name"); value: root.exhibit.fileName; unknown: qsTr("taken with this device"); figures: true }
                    Fact { label: qsTr("Size"); value: Format.bytes(root.exhibit.size) }
                    Fact { label: "SHA-256"; value: Format.number(root.exhibit.sha256); figures: true }
                    Fact { visible: root.exhibit.sameAs !== ""; label: qsTr("Same bytes as exhibit"); value: Format.number(root.exhibit.sameAs); figures: true }
                }
            }
        }
    }
}
