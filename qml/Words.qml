pragma Singleton
import QtQuick

// Codes of core as words. Tables only.
QtObject {
    function kind(number: int): string {
        return ({
            1: qsTr("Session opened"), 2: qsTr("Ledger opened"), 3: qsTr("Person key certified"),
            10: qsTr("Site opened"), 11: qsTr("Recorded and sealed"), 12: qsTr("Preview made"), 13: qsTr("Description amended"), 14: qsTr("Withdrawn"),
            20: qsTr("Custody"), 21: qsTr("Search"), 22: qsTr("Clock checked"), 23: qsTr("Countersigned"), 24: qsTr("Team"),
            30: qsTr("Receipt from headquarters"), 31: qsTr("Message from headquarters"),
            40: qsTr("Confirmed by a review desk"), 41: qsTr("Decision of a reviewer"), 42: qsTr("Exported")
        })[number] ?? qsTr("Record of an unknown kind (%1)").arg(number);
    }

    function noFilePosition(metadata: int): string {
        return [qsTr("file not yet read"), qsTr("the file states none"), qsTr("this form carries none"), qsTr("metadata unreadable; the file is kept")][metadata] ?? "";
    }
}
