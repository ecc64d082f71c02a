#include "core/result.h"

// Plain text here. Qt's lupdate collects the literals under the context "cairn" (their namespace),
// by which app/problem has them translated: lupdate -tr-function-alias QT_TR_NOOP+=CAIRN_TR
#define CAIRN_TR(text) text

namespace cairn {

Words words(Code code) {
    switch (code) {
        case Code::Io:
            return {CAIRN_TR("The storage medium failed"),
                    CAIRN_TR("Do not remove the medium. Try again; if it fails again, save to "
                             "another card or disk and "
                             "have this one copied by a specialist.")};
        case Code::StorageFull:
            return {CAIRN_TR("There is not enough free space"),
                    CAIRN_TR("Free some space or insert another card, then try again. What was "
                             "saved before is safe.")};
        case Code::NotFound:
            return {CAIRN_TR("It is not there"),
                    CAIRN_TR("Check the name or number. If a file was moved or a card taken out, "
                             "put it back.")};
        case Code::Exists:
            return {CAIRN_TR("It exists already"),
                    CAIRN_TR("Nothing was overwritten. Choose another name or folder, or open what "
                             "is there.")};
        case Code::InUse:
            return {CAIRN_TR("Another program is using it"),
                    CAIRN_TR("Close the program that is named, or wait until it has finished, then "
                             "try again.")};
        case Code::WrongPassphrase:
            return {CAIRN_TR("The passphrase does not open it"),
                    CAIRN_TR("Check keyboard layout and capitals and type the passphrase again. "
                             "Nobody can recover a "
                             "forgotten passphrase; headquarters still reads what was sent.")};
        case Code::Malformed:
            return {CAIRN_TR("The data is not in the expected form"),
                    CAIRN_TR(
                        "Copy or download it again. If it stays so, keep it and ask who made it.")};
        case Code::TooLarge:
            return {
                CAIRN_TR("It is larger than allowed"),
                CAIRN_TR("Use a shorter text or a smaller set, or split it into several parts.")};
        case Code::Unsupported:
            return {CAIRN_TR("This version is not known here"),
                    CAIRN_TR("Update this program, then open it again. Keep the data: it may be "
                             "newer than the program.")};
        case Code::BadSignature:
            return {CAIRN_TR("A signature does not hold"),
                    CAIRN_TR("Do not rely on this data: it was changed or damaged. Keep it, get it "
                             "again from its source "
                             "and tell headquarters.")};
        case Code::WrongRealm:
            return {CAIRN_TR("Exercise and real evidence do not mix"),
                    CAIRN_TR("Use the locker, code or server of the right kind: the one for "
                             "exercises or the one for real "
                             "operations.")};
        case Code::WrongOperation:
            return {CAIRN_TR("It belongs to another operation"),
                    CAIRN_TR("Open the locker or desk of that operation, or ask headquarters for "
                             "the right code.")};
        case Code::Untrusted:
            return {CAIRN_TR("It does not come from your headquarters"),
                    CAIRN_TR("Do not go on. Compare the address and the code with headquarters by "
                             "another channel, such as "
                             "a telephone.")};
        case Code::Revoked:
            return {CAIRN_TR("The key was withdrawn"),
                    CAIRN_TR("Ask headquarters for a new code. What was received before the "
                             "withdrawal stays valid.")};
        case Code::Expired:
            return {
                CAIRN_TR("It is past its date"),
                CAIRN_TR("Check the date of this device, then ask headquarters for a new one.")};
        case Code::VoucherUsed:
            return {CAIRN_TR("The code was used already"),
                    CAIRN_TR("Each code enrols one device. Ask headquarters for a new code; if you "
                             "did not use this one, "
                             "say so: somebody else may have.")};
        case Code::RolledBack:
            return {CAIRN_TR("An older state was put in place of a newer one"),
                    CAIRN_TR("If a backup or an old card was restored, put the newest one back. "
                             "Otherwise tell "
                             "headquarters; capture can go on in a new ledger.")};
        case Code::Forked:
            return {CAIRN_TR("There are two histories of one ledger"),
                    CAIRN_TR("Keep both copies unchanged and tell headquarters: one of them was "
                             "restored, copied or "
                             "altered.")};
        case Code::Corrupt:
            return {CAIRN_TR("Stored data is damaged or was altered"),
                    CAIRN_TR("Do not delete it. Run an audit, and restore the named file from its "
                             "second copy or from "
                             "headquarters.")};
        case Code::Unreachable:
            return {CAIRN_TR("There is no connection to the server"),
                    CAIRN_TR("Check the network and the address; the server may be down or may "
                             "have refused this device's "
                             "certificate. Your data is kept and will be sent later.")};
        case Code::Refused:
            return {CAIRN_TR("It was refused"),
                    CAIRN_TR("Read the reason given, mend it and try again.")};
        case Code::Cancelled:
            return {CAIRN_TR("It was stopped"),
                    CAIRN_TR("What was finished before is kept. Start again to go on.")};
        case Code::Invalid:
            return {CAIRN_TR("A value is not allowed"),
                    CAIRN_TR("Correct the field that is named and try again.")};
        case Code::NoDevice:
            return {
                CAIRN_TR("The device is not connected"),
                CAIRN_TR(
                    "Connect or switch on the camera, receiver or sensor, or go on without it.")};
        case Code::Internal:
            return {CAIRN_TR("The program failed in an unexpected way"),
                    CAIRN_TR("Nothing that was shown as saved is lost. Start the program again and "
                             "report what you did.")};
    }
    return {CAIRN_TR("An unknown error"), CAIRN_TR("Update this program and try again.")};
}

std::string describe(const Error& error) {
    const Words said = words(error.code);
    std::string line = said.title;
    if (!error.where.empty()) line += ": " + error.where;
    if (!error.detail.empty()) line += " (" + error.detail + ")";
    return line + ". " + said.remedy;
}

}  // namespace cairn
