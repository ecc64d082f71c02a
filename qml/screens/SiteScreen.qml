pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Cairn.App
import Cairn.Ui

// The exhibits of one site.
ColumnLayout {
    id: root

    required property Session session

    spacing: 0

    ScreenHeader {
        navigation: root.session.navigation
        title: root.session.siteName
        subtitle: Format.number(root.session.siteNumber) + " · " + root.session.terms.siteTypes.label(root.session.siteType)
        TouchButton {
            sign: "import"
            text: qsTr("Import")
            onClicked: root.session.importHere()
        }
        TouchButton {
            primary: true
            sign: "camera"
            text: qsTr("Photograph")
            onClicked: root.session.captureHere()
        }
    }
    ProblemNote { Layout.margins: Theme.margin; problem: root.session.exhibits.problem }
    Nothing {
        Layout.fillWidth: true
        Layout.margins: 64
        visible: root.session.exhibits.loaded && root.session.exhibits.count === 0
        sign: "photo"
        title: qsTr("No exhibit yet")
        hint: qsTr("Photograph, or import from a card. The overview comes first, before any marker is placed.")
    }
    ExhibitGrid {
        Layout.fillWidth: true
        Layout.fillHeight: true
        exhibits: root.session.exhibits
        pictures: root.session.pictures
        terms: root.session.terms
        onChosen: number => root.session.openExhibit(number)
    }
}
