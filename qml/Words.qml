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

    function check(number: int): string {
        return [qsTr("The device was vouched for under these roots"), qsTr("The device was not revoked before this record"), qsTr("The record belongs to this operation"),
            qsTr("The ledger's key signed it"), qsTr("The exhibit number is the device's own"), qsTr("A certified person signed it"),
            qsTr("It stands in its ledger"), qsTr("No record of the ledger is missing"), qsTr("The original has the digest that was signed"),
            qsTr("Headquarters countersigned the ledger over it"), qsTr("Headquarters signed that it holds the original"), qsTr("The receipt it names as its start is known")][number] ?? "";
    }

    function outcome(number: int): string {
        return [qsTr("holds"), qsTr("does not apply"), qsTr("withheld; its digest is bound"), qsTr("the proof is missing"), qsTr("contradicts"), qsTr("kept apart")][number] ?? "";
    }
}
