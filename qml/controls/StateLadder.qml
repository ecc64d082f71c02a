pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Layouts
import Cairn.App
import Cairn.Ui

// How far an exhibit has come, each step with its proof: kept here, held by headquarters, seen by a desk.
Panel {
    id: root

    required property ExhibitModel exhibit
    required property Terms terms

    component Step: RowLayout {
        id: step
        required property string sign
        required property string title
        required property string detail
        required property bool done
        property color paint: step.done ? Theme.colors.confirmed : Theme.colors.inkSoft
        Layout.fillWidth: true
        spacing: 14
        Icon { sign: step.sign; side: 32; color: step.paint; opacity: step.done || Theme.bold ? 1 : 0.55 }
        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0
            Body { Layout.fillWidth: true; text: step.title; font.weight: step.done ? Theme.strongWeight : Theme.bodyWeight; color: step.done ? Theme.colors.ink : Theme.colors.inkSoft }
            Caption { Layout.fillWidth: true; visible: text !== ""; text: step.detail }
        }
    }

    Step { sign: "saved"; done: true; title: qsTr("Saved and sealed on this device"); detail: root.exhibit.when }
    Step {
        sign: "received"
        done: root.exhibit.receivedAt !== ""
        title: done ? qsTr("Received by headquarters") : root.exhibit.shownState === 1 ? qsTr("Being sent") : qsTr("Not yet received by headquarters")
        detail: done ? root.exhibit.receivedAt : root.exhibit.shownState === 1 ? Math.round(root.exhibit.sent * 100) + " %" : ""
    }
    Step {
        sign: "confirmed"
        done: root.exhibit.confirmedAt !== ""
        title: done ? qsTr("Opened and confirmed by a review desk") : qsTr("Not yet confirmed by a review desk")
        detail: root.exhibit.confirmedAt
    }
    Step {
        visible: root.exhibit.shownState === 4
        sign: "returned"
        done: true
        paint: Theme.colors.returned
        title: qsTr("Returned: something is asked of you")
        detail: root.terms.returnReasons.label(root.exhibit.reason)
    }
}
