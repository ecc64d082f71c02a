// An export: a BagIt 1.0 bag whose author is a desk, and its verifier. core/FORMAT.md, "Export".
// PLAINTEXT by purpose: originals lie opened in data/.
//
//   bagit.txt  bag-info.txt  manifest-sha256.txt  tagmanifest-sha256.txt
//                         follow from the list: the verifier writes them anew and compares bytes
//   README.txt            what this is and how to check it
//   data/<exhibit>/original-<sequence>-<segment>.<ext>    exact bytes of originals
//   data/<exhibit>/preview-<sequence>.<ext>               derived; bound by the desk's word only
//   cairn/export.txt      the list (ExportList)
//   cairn/statement.txt   the desk's record with the list's digest (DisclosedRecord)
//   cairn/bundle/<generation>.pb      signed bundles from the genesis on
//   cairn/certificates/<device>.pb    of every device with records here, the desk's included
//   cairn/notes/<sha256>.txt          checkpoints, exact bytes: receipts, beacons, and where
//                                     no receipt covers a record, the device's word alone
//   cairn/holdings/<sha256>.pb        signed holdings
//   cairn/records/<device>-<ledger>-<sequence>.txt        disclosed records (DisclosedRecord)
//
// The list names every file but the first four, itself and statement.txt. No other file may exist.
// The statement's checkpoint is the desk's own; those of all other records are among the notes.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/bytes.h"
#include "core/files.h"
#include "core/finding.h"
#include "core/record.h"
#include "core/verdict.h"

namespace cairn {

// cairn/export.txt. Lines of words divided by one blank, each ended by LF. Rendering is canonical,
// and parsing refuses all else.
//   cairn export 1
//   operation <realm> <operation>
//   made <RFC 3339>
//   purpose <text>                      absent when empty
//   file <sha256> <bytes> <path>        sorted by path
//   exhibit <number> <d/l/s> <withheld part names by comma, or -> <path of each segment, or ->
//                                       sorted by number and record
//   range <d/l> <begin> <end>           sorted
struct ExportList {
    struct Exhibit {
        std::string number;
        RecordId record;
        std::vector<PartType> withheld;
        // Paths, one a segment, or none: then the original is withheld when parts are withheld, and
        // missing when none are. Its digest is bound either way.
        std::vector<std::string> originals;
    };
    Realm realm = Realm::Exercise;
    std::string operation;
    Instant made;
    std::string purpose;
    std::vector<ExportStatement::File> files;
    std::vector<Exhibit> exhibits;
    // begin and end - 1 are exhibit records that are disclosed here: the difference of their
    // running counts is the number of exhibit records in the range, whether shown or not.
    std::vector<ExportStatement::Range> ranges;
};
std::string renderExportList(const ExportList& list);
// At most 64 MiB; what would be rendered differently is refused.
Result<ExportList> parseExportList(ByteView bytes);

// Paths in a bag: components of [A-Za-z0-9._-], none beginning with a dot, at most six, 200 bytes
// in all.
bool isBagPath(std::string_view path);

// cairn/statement.txt and cairn/records/…, one line each:
//   cairn disclosed record 1
//   record <base64 of the signed record>
//   part <base64, or -: withheld>       for each part of the head, in its order
//   proof <size> <base64 of the inclusion proof's hashes, or -: the proof is empty>
// and then one of
//   note <sha256>                       of the checkpoint, in cairn/notes
//   checkpoint <base64>                 the note itself: in the statement
struct DisclosedRecord {
    Bytes signedRecord;
    std::vector<std::optional<Bytes>> parts;
    std::uint64_t size = 0;
    Proof proof;
    std::optional<Digest> note;
    Bytes checkpoint;
};
std::string renderDisclosedRecord(const DisclosedRecord& record);
// At most 256 KiB; what would be rendered differently is refused.
Result<DisclosedRecord> parseDisclosedRecord(ByteView bytes);

// The files that follow from the list and the digests of export.txt and statement.txt: path ->
// exact bytes.
std::map<std::string, std::string> bagTagFiles(const ExportList& list, const Digest& exportList,
                                               const Digest& statement);
std::string bagReadme();

struct BagExhibit {
    std::string number;
    std::optional<Digest> sha256;  // of the original; absent when the media part is withheld
    ExhibitVerdict verdict;        // several records of one exhibit: the worst
};

struct BagVerdict {
    Verdict verdict = Verdict::Invalid;
    Digest roots;                // of the genesis bundle in the bag
    bool rootsCompared = false;  // with what the caller trusts
    Realm realm = Realm::Exercise;
    std::string operation, purpose;
    Instant made;
    std::vector<BagExhibit> exhibits;
    std::vector<Finding> findings;
};

// Offline; reads everything, several files side by side. `roots` is what HQ published: another
// genesis is an alarm. An Error means that the folder could not be read at all; whatever the bag's
// content, the answer is a verdict.
Result<BagVerdict> verifyBag(
    Files& files, const std::string& folder, const std::optional<Digest>& roots,
    const std::function<bool(std::uint64_t done, std::uint64_t total)>& progress = {});

}  // namespace cairn
