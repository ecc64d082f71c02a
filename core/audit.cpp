#include "core/audit.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/entry_key.h"
#include "core/membership.h"

namespace cairn {
namespace {

constexpr std::size_t kMostFindings = 1000;
constexpr std::size_t kPiece = 1 << 20;

struct Audit {
    Files& files;
    const std::string& folder;
    const std::function<bool(const AuditProgress&)>& progress;
    Keyring keys;
    Membership member;
    PublicKey ledgerKey;
    SecretBytes epochKey;
    AuditReport report;
    AuditProgress done;

    // An object as the first record that names it describes it.
    struct Object {
        RecordId record;
        std::uint64_t bytes = 0;
        Bytes wrapped;
        std::optional<Segment> segment;
    };
    std::map<Digest, Object> objects;
    std::vector<Digest> leaves;
    std::map<std::uint32_t, std::uint64_t> kinds;
    std::set<PublicKey> people;
    std::vector<std::pair<RecordId, PublicKey>> authors;

    void find(Severity severity, std::string what, std::string where) {
        if (report.findings.size() < kMostFindings)
            report.findings.push_back({severity, std::move(what), std::move(where)});
    }
    LedgerName name() const {
        return {member.bundle.realm, member.bundle.operation, member.device.voucher.device,
                kLedger};
    }

    void record(const Record& record) {
        const auto& head = record.head;
        if (head.kindCount != kinds[head.kind]++)
            find(Severity::Alarm, "The running count of this kind of record skips or repeats",
                 head.id.text());
        if (const auto* person = record.part<PersonKey>()) people.insert(person->key);
        if (const auto* author = record.part<Author>()) authors.emplace_back(head.id, author->key);
        const auto* media = record.part<Media>();
        if (!media) return;
        for (const auto& segment : media->segments) {
            const auto object = objects.find(segment.object);
            if (object == objects.end())
                find(Severity::Alarm, "A record names an object that its ledger entry does not",
                     head.id.text());
            else if (!object->second.segment)
                object->second.segment = segment;
        }
    }

    Result<void> entry(const Entry& entry) {
        const RecordId id{name().device, kLedger, entry.sequence};
        leaves.push_back(entry.leaf);
        for (const auto& object : entry.objects)
            objects.try_emplace(object.name,
                                Object{id, object.sizeBytes, object.wrappedKey, std::nullopt});
        if (entry.wrappedKey.empty()) {
            find(Severity::Note,
                 "The record's key is not kept on this device: it cannot be read here", id.text());
            return {};
        }
        const auto opened = openEntry(entry, name(), epochKey, ledgerKey);
        if (opened)
            record(*opened);
        else
            find(Severity::Alarm,
                 "The record cannot be opened or is not the one that was logged: " +
                     describe(opened.error()),
                 id.text());
        ++report.records;
        return {};
    }

    Result<void> ledger() {
        const auto macKey = TRY(keys.derive(WrappedUnder::SendKey, kLedgerContext));
        auto audited = auditLedger(files, folder, name(), ledgerKey, macKey,
                                   [this](const Entry& e) { return entry(e); });
        if (!audited) {
            find(Severity::Alarm, describe(audited.error()), audited.error().where);
            return {};
        }
        for (auto& finding : audited->findings) report.findings.push_back(std::move(finding));
        for (const auto& [id, key] : authors)
            if (!people.contains(key))
                find(Severity::Alarm, "The author's key was never certified in this ledger",
                     id.text());
        return {};
    }

    // Sealed bytes have their name, and open to the digest that was signed.
    Result<void> object(const Vault& vault, const Digest& digest, const Object& expected) {
        const std::string where = digest.hex() + ", record " + expected.record.text();
        const auto size = vault.size(digest);
        if (!size) {
            find(Severity::Alarm,
                 "An object is missing or cannot be read: " + describe(size.error()), where);
            return {};
        }
        ++report.objects;
        report.bytes += *size;
        if (*size != expected.bytes)
            find(Severity::Alarm, "An object is longer or shorter than was recorded", where);
        if (const auto good = vault.verify(digest); !good) {
            find(Severity::Alarm, "An object's bytes are not those that were recorded", where);
            return {};
        }
        if (!expected.segment || expected.wrapped.empty()) return {};
        const auto plain = plainDigest(vault, digest, expected);
        if (!plain)
            find(Severity::Alarm, "An object does not open: " + describe(plain.error()), where);
        else if (*plain != expected.segment->plain)
            find(Severity::Alarm, "An object opens to other bytes than were recorded", where);
        return {};
    }

    Result<Digest> plainDigest(const Vault& vault, const Digest& digest,
                               const Object& expected) const {
        const auto key = TRY(unwrapFileKey(expected.wrapped, epochKey, expected.record, digest));
        auto reader = TRY(vault.open(digest, key));
        Bytes piece(kPiece);
        Sha256 hash;
        for (std::uint64_t at = 0; at < reader.size();) {
            const auto got = TRY(reader.readAt(at, piece));
            if (got == 0) return Error{Code::Corrupt, "object", "shorter than its size"};
            hash.update(ByteView(piece).first(got));
            at += got;
        }
        wipe(piece.data(), piece.size());
        return hash.finish();
    }

    Result<void> vault() {
        for (const auto& [digest, object] : objects) done.bytesTotal += object.bytes;
        const auto opened = TRY(Vault::open(files, folder + "/objects"));
        for (const auto& [digest, expected] : objects) {
            TRY(object(opened, digest, expected));
            done.bytesDone += expected.bytes;
            if (progress && !progress(done)) return Error{Code::Cancelled, "audit", {}};
        }
        const auto contents = TRY(opened.contents());
        for (const auto& digest : contents.objects)
            if (!objects.contains(digest))
                find(Severity::Note, "An object that no record names: kept, and sent as such",
                     "objects/" + digest.hex());
        for (const auto& part : contents.unterminated)
            find(Severity::Note, "An object whose writing was cut off: kept",
                 "objects/" + printableName(part));
        for (const auto& other : contents.unknown)
            find(Severity::Note, "A file that is not ours: kept",
                 "objects/" + printableName(other));
        return {};
    }

    Result<void> index() {
        const auto key = TRY(keys.deriveDatabaseKey(kEpoch));
        const auto opened = Store::open(files, folder + "/index.db", key, indexSalt(member));
        if (!opened && opened.error().code == Code::NotFound) {
            find(Severity::Note,
                 "The index is missing: the next opening makes it anew from the ledger",
                 "index.db");
            return {};
        }
        if (!opened) {
            find(Severity::Alarm, describe(opened.error()), "index.db");
            return {};
        }
        const auto& store = **opened;
        for (auto& finding : TRY(store.check())) report.findings.push_back(std::move(finding));
        const auto indexed = store.indexed(name().device, kLedger);
        if (!indexed) {
            find(Severity::Alarm, describe(indexed.error()), "index.db");
            return {};
        }
        if (*indexed > leaves.size())
            find(Severity::Alarm,
                 "The index knows " + std::to_string(*indexed) + " entries, the ledger has " +
                     std::to_string(leaves.size()),
                 "index.db");
        else if (*indexed < leaves.size())
            find(Severity::Note, "The index is behind the ledger: the next opening catches up",
                 "index.db");
        for (std::uint64_t i = 0; i < std::min<std::uint64_t>(*indexed, leaves.size()); ++i) {
            const auto leaf = store.leaf({name().device, kLedger, i});
            if (leaf && *leaf && **leaf == leaves[i]) continue;
            find(Severity::Alarm, "The index says something else than the ledger",
                 "index.db, record " + std::to_string(i));
            break;
        }
        return {};
    }
};

}  // namespace

Result<AuditReport> audit(Files& files, const std::string& folder, const SecretBytes& passphrase,
                          const std::function<bool(const AuditProgress&)>& progress) {
    if (!exists(files, folder + "/keys.a") && !exists(files, folder + "/keys.b"))
        return Error{Code::NotFound, folder, "no locker is here"};
    const auto lock = TRY(files.lock(folder + "/lock"));
    auto keys = TRY(Keyring::unlock(files, folder, passphrase));
    const auto enrolment = TRY(readAll(files, folder + "/enrolment", kLargestEnrolment));
    const auto enrolmentKey = TRY(keys.derive(WrappedUnder::SendKey, kEnrolmentContext));
    auto member = TRY(openMembership(enrolment, enrolmentKey));
    auto epochKey = TRY(keys.load(kEpochKeyName));
    const auto seed = TRY(keys.load(kLedgerKeyName));
    const auto signer = TRY(SigningKey::fromSeed(seed));
    Audit work{files,
               folder,
               progress,
               std::move(keys),
               std::move(member),
               signer.publicKey(),
               std::move(epochKey),
               {},
               {},
               {},
               {},
               {},
               {},
               {}};
    TRY(work.ledger());
    TRY(work.vault());
    TRY(work.index());
    const auto& findings = work.report.findings;
    work.report.ok = std::none_of(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.severity == Severity::Alarm;
    });
    return std::move(work.report);
}

}  // namespace cairn
