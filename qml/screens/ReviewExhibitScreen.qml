pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// One exhibit for the reviewer: first what is proven, then what it shows, then the decision.
ColumnLayout {
    id: root

    required property ReviewSession session
    readonly property ReviewExhibit exhibit: root.session.exhibit
    readonly property bool wide: root.width > 900 && Theme.textScale < 1.5

    spacing: 0

    ScreenHeader {
        navigation: root.session.navigation
        title: Format.number(root.exhibit.number)
        subtitle: root.exhibit.title
        VerdictBadge { visible: root.exhibit.loaded; verdict: root.exhibit.verdict; large: true }
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
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: 16

                Panel {
                    Layout.fillWidth: true
                    Title { Layout.fillWidth: true; text: qsTr("What is proven about time") }
                    Fact { label: qsTr("The record was made after"); value: root.exhibit.recordNotBefore; unknown: qsTr("not proven: the receipt it names is not here") }
                    Fact { label: qsTr("Record and bytes existed before"); value: root.exhibit.notAfter; unknown: qsTr("not proven: no receipt covers it yet") }
                    Fact { label: qsTr("Seen by this desk, a second witness"); value: root.exhibit.seenByDesk; unknown: qsTr("no: time is by headquarters' word alone") }
                    Rectangle { Layout.fillWidth: true; Layout.preferredHeight: Theme.stroke; color: Theme.colors.line }
                    Title { Layout.fillWidth: true; text: qsTr("What is not proven") }
                    Fact { label: qsTr("The bytes were not made before"); value: root.exhibit.notBefore; unknown: qsTr("nobody claims it: the file may be older than its record") }
                    Caption {
                        Layout.fillWidth: true
                        text: qsTr("This last time is the device's own claim. Between the two proven times only the order of the records is certain. That the scene is real is not proven by any of this.")
                    }
                }
                Panel {
                    Layout.fillWidth: true
                    spacing: 10
                    Title { Layout.fillWidth: true; text: qsTr("What was checked") }
                    Repeater {
                        model: root.exhibit.checks
                        RowLayout {
                            id: line
                            required property checkLine modelData
                            Layout.fillWidth: true
                            spacing: 12
                            Icon {
                                Layout.alignment: Qt.AlignTop
                                sign: ["check", "info", "shield", "unknown", "alarm", "alarm"][line.modelData.outcome]
                                side: 26
                                color: [Theme.colors.confirmed, Theme.colors.inkSoft, Theme.colors.inkSoft, Theme.colors.caution, Theme.colors.returned, Theme.colors.returned][line.modelData.outcome]
                            }
                            ColumnLayout {
                                Layout.fillWidth: true
                                spacing: 0
                                Body { Layout.fillWidth: true; text: Words.check(line.modelData.check) }
                                Caption {
                                    Layout.fillWidth: true
                                    visible: line.modelData.outcome !== 0
                                    text: Words.outcome(line.modelData.outcome) + (line.modelData.where === "" ? "" : " · " + Format.number(line.modelData.where))
                                }
                            }
                        }
                    }
                }
            }
            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                spacing: 16

                Rectangle {
                    Layout.fillWidth: true
                    Layout.preferredHeight: Math.min(root.height * 0.6, width * 0.72)
                    color: Theme.kind === Theme.Sunlight ? Theme.colors.surface : Theme.kind === Theme.Night ? "#000000" : "#20292a"
                    border.width: Theme.stroke
                    border.color: Theme.colors.line

                    ExhibitPicture {
                        id: picture
                        anchors.fill: parent
                        anchors.margins: Math.max(2, Theme.stroke)
                        pictures: root.session.pictures
                        exhibit: root.exhibit.number
                        large: true
                        shielded: root.exhibit.shielded
                        redOnly: Theme.kind === Theme.Night
                        Accessible.role: Accessible.Graphic
                        Accessible.name: qsTr("Photograph of exhibit %1").arg(root.exhibit.number)
                    }
                    Nothing {
                        anchors.centerIn: parent
                        width: parent.width - 64
                        visible: !root.exhibit.shielded && picture.state === ExhibitPicture.Absent
                        paint: Theme.kind === Theme.Standard ? "#e8eeec" : Theme.colors.ink
                        sign: root.exhibit.form === "photo" ? "photo" : "file"
                        title: qsTr("No picture can be shown")
                        hint: qsTr("The original is kept unchanged all the same.")
                    }
                    ColumnLayout {
                        anchors.centerIn: parent
                        width: parent.width - 64
                        visible: root.exhibit.shielded
                        spacing: 18
                        Icon { Layout.alignment: Qt.AlignHCenter; sign: "shield"; side: 64; color: Theme.kind === Theme.Standard ? "#e8eeec" : Theme.colors.ink }
                        Body {
                            Layout.fillWidth: true
                            horizontalAlignment: Text.AlignHCenter
                            text: qsTr("This photograph may show injury or death. It is opened only when you ask for it.")
                            color: Theme.kind === Theme.Standard ? "#e8eeec" : Theme.colors.ink
                        }
                        TouchButton {
                            Layout.alignment: Qt.AlignHCenter
                            sign: "eye"
                            text: qsTr("Show the photograph")
                            onClicked: root.exhibit.unshield()
                        }
                    }
                    TouchButton {
                        anchors { right: parent.right; top: parent.top; margins: 12 }
                        visible: !root.exhibit.shielded
                        sign: "shield"
                        Accessible.name: qsTr("Cover the photograph")
                        onClicked: root.exhibit.shield()
                    }
                }
                Panel {
                    Layout.fillWidth: true
                    Title { Layout.fillWidth: true; text: qsTr("Decision") }
                    Body {
                        Layout.fillWidth: true
                        visible: root.exhibit.decision !== 0
                        text: (root.exhibit.decision === 1 ? qsTr("Accepted") : qsTr("Returned")) + (root.exhibit.decisionReason === "" ? "" : ": " + root.session.terms.returnReasons.label(root.exhibit.decisionReason))
                        font.weight: Theme.strongWeight
                    }
                    Choice {
                        id: reasons
                        Layout.fillWidth: true
                        label: qsTr("Reason for returning")
                        hint: qsTr("Choose, or write below")
                        model: root.session.terms.returnReasons
                        textRole: "label"
                        onChosen: index => reasons.currentIndex = index
                    }
                    TextEntry {
                        id: words
                        Layout.fillWidth: true
                        label: qsTr("In words")
                        hint: qsTr("Without names of persons")
                    }
                    Flow {
                        Layout.fillWidth: true
                        spacing: 12
                        TouchButton {
                            primary: true
                            sign: "check"
                            text: qsTr("Accept")
                            enabled: root.exhibit.loaded && !root.exhibit.busy
                            onClicked: root.exhibit.accept(words.text)
                        }
                        TouchButton {
                            grave: true
                            sign: "returned"
                            text: qsTr("Return to the field")
                            enabled: root.exhibit.loaded && !root.exhibit.busy && (words.text !== "" || reasons.currentIndex >= 0)
                            onClicked: root.exhibit.giveBack(words.text !== "" ? words.text : root.session.terms.returnReasons.codeAt(reasons.currentIndex))
                        }
                    }
                }
                Panel {
                    Layout.fillWidth: true
                    Title { Layout.fillWidth: true; text: qsTr("Claims of the record") }
                    Fact { label: qsTr("What it shows"); value: root.session.terms.itemTypes.label(root.exhibit.itemType); unknown: qsTr("not said") }
                    Fact { label: qsTr("Shot"); value: root.session.terms.shotTypes.label(root.exhibit.shotType); unknown: qsTr("not said") }
                    Fact { label: qsTr("Note"); value: root.exhibit.note; unknown: qsTr("none") }
                    Fact { label: qsTr("Tags"); value: root.session.terms.tags.labels(root.exhibit.tags); unknown: qsTr("none") }
                    Fact { label: qsTr("Position by the receiver"); value: root.exhibit.place; unknown: qsTr("no position"); figures: true }
                    Fact { label: qsTr("Position stated in the file"); value: root.exhibit.placeInFile; unknown: Words.noFilePosition(root.exhibit.metadata); figures: true }
                    Fact { label: qsTr("Recorded"); value: root.exhibit.when }
                    Fact { label: qsTr("File name"); value: root.exhibit.fileName; unknown: qsTr("taken with the device"); figures: true }
                    Fact { label: qsTr("Size"); value: Format.bytes(root.exhibit.size) }
                    Fact { label: "SHA-256"; value: Format.number(root.exhibit.sha256); figures: true }
                }
            }
        }
    }
}
