import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

ColumnLayout {
    id: root

    required property Session session
    readonly property SiteDraft draft: root.session.siteDraft
    readonly property ReceiverModel receiver: root.session.receiver

    spacing: 0

    ScreenHeader {
        navigation: root.session.navigation
        title: qsTr("New site")
        TouchButton {
            primary: true
            sign: "check"
            text: qsTr("Open site")
            enabled: root.draft.canKeep
            onClicked: root.draft.keep()
        }
    }
    ScrollArea {
        Layout.fillWidth: true
        Layout.fillHeight: true

        ProblemNote { problem: root.draft.problem }
        GridLayout {
            Layout.fillWidth: true
            columns: root.width > 800 && Theme.textScale < 1.5 ? 2 : 1
            columnSpacing: 24
            rowSpacing: 16

            TextEntry {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                label: qsTr("Name")
                hint: qsTr("As your team calls it")
                text: root.draft.name
                onEdited: text => root.draft.name = text
            }
            TextEntry {
                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                label: qsTr("Local name")
                hint: qsTr("In the language and script of the place")
                text: root.draft.nameLocal
                onEdited: text => root.draft.nameLocal = text
            }
            Choice {
                Layout.fillWidth: true
                Layout.columnSpan: parent.columns
                label: qsTr("Type of site")
                hint: qsTr("Choose from the vocabulary")
                model: root.session.terms.siteTypes
                textRole: "label"
                currentIndex: root.session.terms.siteTypes.indexOf(root.draft.type)
                onChosen: index => root.draft.type = root.session.terms.siteTypes.codeAt(index)
            }
        }
        Panel {
            Layout.fillWidth: true
            Title { Layout.fillWidth: true; text: qsTr("Position") }
            Segments {
                Layout.fillWidth: true
                words: [qsTr("From the receiver"), qsTr("Typed"), qsTr("None")]
                current: root.draft.placeFrom
                onChosen: index => root.draft.placeFrom = index
            }
            FixLine {
                Layout.fillWidth: true
                visible: root.draft.placeFrom === SiteDraft.Receiver
                receiver: root.receiver
            }
            TextEntry {
                Layout.fillWidth: true
                visible: root.draft.placeFrom === SiteDraft.Typed
                label: qsTr("Latitude, longitude in decimal degrees")
                hint: "36.20124, 37.16117"
                figures: true
                inputMethodHints: Qt.ImhPreferNumbers
                text: root.draft.typedPlace
                trouble: text !== "" && !root.draft.placeReadable ? qsTr("Two numbers with a comma between them; south and west are negative. 0, 0 is no place.") : ""
                onEdited: text => root.draft.typedPlace = text
            }
            Fact {
                visible: root.draft.placeFrom === SiteDraft.Typed
                label: qsTr("Will be kept as")
                value: root.draft.place
                figures: true
            }
            Body {
                Layout.fillWidth: true
                visible: root.draft.placeFrom === SiteDraft.None
                text: qsTr("The site is opened without a position. One can be added later; nothing is invented.")
            }
        }
    }
}
