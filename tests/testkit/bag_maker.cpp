#include "tests/testkit/bag_maker.h"

#include <algorithm>
#include <set>

namespace cairn {

namespace {

constexpr std::uint32_t kTablet = 3;
constexpr std::uint32_t kDesk = 9;
const std::string kOperation = "op-demo";
const Instant kStart{1'772'356'445'120};  // 2026-03-01T09:14:05.120Z

SigningKey keyOf(std::uint8_t seed, std::uint8_t role) {
    Bytes bytes(32, role);
    bytes[0] = seed;
    return SigningKey::fromSeed(SecretBytes::copyOf(bytes)).value();
}

Instant after(std::int64_t seconds) { return {kStart.unixMs + seconds * 1000}; }

// A ledger as it grows, in memory.
struct GrowingLedger {
    LedgerName name;
    SigningKey key;
    std::vector<Digest> leaves;
    std::vector<Composed> records;
    std::map<std::uint32_t, std::uint64_t> counts;

    RecordId add(Kind kind, Origin origin, const std::vector<PartContent>& parts,
                 const PersonSigner& author, Instant at, const Digest& beacon,
                 std::optional<std::uint64_t> corrects = {}) {
        Head head;
        head.realm = name.realm;
        head.operation = name.operation;
        head.id = {name.device, name.ledger, leaves.size()};
        head.kind = static_cast<std::uint32_t>(kind);
        head.kindCount = counts[head.kind]++;
        head.origin = static_cast<std::uint32_t>(origin);
        head.stamp.wall = at;
        head.stamp.bootId = "boot";
        head.stamp.beacon = beacon;
        head.corrects = corrects;
        records.push_back(compose(head, parts, key, author).value());
        leaves.push_back(records.back().leaf);
        return head.id;
    }
    Note note() const {
        return signCheckpoint(
            {name.origin(), leaves.size(), rootOf(leaves.size(), leavesOf(leaves)).value()}, key);
    }
    DisclosedRecord disclose(std::uint64_t sequence,
                             const std::set<PartType>& withheld = {}) const {
        const auto pieces = splitEnvelope(records[sequence].envelope).value();
        const auto record = openEnvelope(records[sequence].envelope, key.publicKey()).value();
        DisclosedRecord out;
        out.signedRecord = pieces.signedRecord;
        for (std::size_t i = 0; i < pieces.parts.size(); ++i) {
            const bool hidden = withheld.contains(static_cast<PartType>(record.parts[i].type));
            out.parts.push_back(hidden ? std::nullopt : std::optional(pieces.parts[i]));
        }
        out.size = leaves.size();
        out.proof = inclusionProof(sequence, leaves.size(), leavesOf(leaves)).value();
        return out;
    }
};

}  // namespace

struct BagMaker::World {
    explicit World(const Options& options)
        : receiptKey(keyOf(options.seed, 11)),
          tablet{{options.realm, kOperation, kTablet, 1}, keyOf(options.seed, 20), {}, {}, {}},
          desk{{options.realm, kOperation, kDesk, 1}, keyOf(options.seed, 21), {}, {}, {}} {}
    SigningKey receiptKey;
    GrowingLedger tablet, desk;
};

BagMaker::BagMaker(Options options)
    : options_(std::move(options)), world_(std::make_shared<World>(options_)) {
    const std::uint8_t seed = options_.seed;
    auto& tablet = world_->tablet;
    auto& desk = world_->desk;
    const std::string witness =
        std::string("cairn/1/") + name(options_.realm) + "/" + kOperation + "/hq";

    // Roots, bundle, certificates.
    const SigningKey roots3[] = {keyOf(seed, 1), keyOf(seed, 2), keyOf(seed, 3)};
    const SigningKey* const signers[] = {&roots3[0], &roots3[1]};
    const auto identity = Identity::fromSecret(SecretBytes::copyOf(Bytes(32, 5))).value();
    const auto escrow = Identity::fromSecret(SecretBytes::copyOf(Bytes(32, 6))).value();
    Bundle bundle;
    bundle.realm = options_.realm;
    bundle.operation = kOperation;
    bundle.title = "Demo";
    for (const auto& root : roots3) bundle.roots.push_back(root.publicKey());
    bundle.compartments.push_back({"operation", {identity.recipient(), escrow.recipient()}});
    bundle.receiptKeys.push_back({witness, world_->receiptKey.publicKey(), kStart, {}});
    bundle.issued = kStart;
    if (options_.revoked) bundle.revocations.push_back({kTablet, {}, {}, 1});
    const Bytes signedBundle = signBundle(bundle, signers).value();
    roots = sha256(signedBundle);
    files["cairn/bundle/1.pb"] = signedBundle;
    const auto certify = [&](std::uint32_t device, Role role, const SigningKey& ledgerKey,
                             std::uint8_t code) {
        const SigningKey codeKey = keyOf(seed, code);
        const Voucher voucher{options_.realm, kOperation, roots,  codeKey.publicKey(),
                              role,           device,     kStart, after(86'400)};
        const Bytes signedVoucher = signVoucher(voucher, signers).value();
        const DeviceKeys keys{sha256(signedVoucher), ledgerKey.publicKey(), identity.recipient(),
                              keyOf(seed, 40).publicKey(), "device"};
        return certifyDevice(signedVoucher, keys, codeKey, ledgerKey, options_.realm).value();
    };
    if (options_.certified)
        files["cairn/certificates/3.pb"] = certify(kTablet, Role::Tablet, tablet.key, 30);
    files["cairn/certificates/9.pb"] = certify(kDesk, Role::Review, desk.key, 31);

    const auto keep = [&](const Note& note) {
        const std::string bytes = note.encode();
        const Digest digest = sha256(view(bytes));
        files["cairn/notes/" + digest.hex() + ".txt"] = copy(view(bytes));
        return digest;
    };
    const auto cosigned = [&](Note note, std::int64_t seconds) {
        note.signatures.push_back(cosign(note, witness, world_->receiptKey, after(seconds)));
        return note;
    };

    // The tablet's day.
    const Digest beacon = keep(cosigned(tablet.note(), 60));
    const SigningKey person = keyOf(seed, 50);
    const PersonSigner author{"P-1", &person};
    std::vector<Digest> objects;
    std::set<std::uint64_t> shown;
    if (options_.personKnown) {
        shown.insert(
            tablet
                .add(Kind::PersonKey, Origin::Stated,
                     {certifyPerson("P-1", person.publicKey(), tablet.key, options_.realm)}, {},
                     after(100), beacon)
                .sequence);
    }
    const std::string site = siteNumber(options_.realm, kTablet, 1);
    list.realm = options_.realm;
    list.operation = kOperation;
    list.made = after(9000);
    list.purpose = "Request 12 of the court";
    std::map<std::uint64_t, std::set<PartType>> withheld;
    const std::uint32_t count = options_.exhibits + (options_.bigBytes > 0 ? 1 : 0);
    for (std::uint32_t i = 1; i <= count; ++i) {
        const Bytes original = i > options_.exhibits
                                   ? Bytes(options_.bigBytes)
                                   : Bytes(static_cast<std::size_t>(options_.originalBytes) + i,
                                           static_cast<std::uint8_t>(i));
        Subject subject;
        subject.site = site;
        subject.exhibit = exhibitNumber(site, kTablet, i);
        subject.form = "photo";
        Media media;
        media.type = "image/jpeg";
        const Digest object = sha256(view("sealed " + std::to_string(i)));
        media.segments.push_back(
            {sha256(original), original.size(), object, original.size() + 300});
        objects.push_back(object);
        Fix fix;
        fix.position = Position{433'436'000, 178'143'000};
        const RecordId id = tablet.add(Kind::Exhibit, i == 1 ? Origin::Captured : Origin::Imported,
                                       {subject, media, fix}, author, after(200 + i), beacon);
        shown.insert(id.sequence);
        ExportList::Exhibit listed{subject.exhibit, id, {}, {}};
        if (i == 2 && options_.withholdAuthor) {
            listed.withheld = {PartType::Author};
            withheld[id.sequence] = {PartType::Author};
        } else {
            const std::string path =
                "data/" + subject.exhibit + "/original-" + std::to_string(id.sequence) + "-0.jpg";
            files[path] = original;
            listed.originals.push_back(path);
        }
        list.exhibits.push_back(std::move(listed));
    }
    files["data/" + list.exhibits[0].number + "/preview-9.jpg"] = Bytes(50, 7);
    const auto& first = list.exhibits.front().record;
    list.ranges.push_back({kTablet, 1, first.sequence, list.exhibits.back().record.sequence + 1});
    if (options_.withdrawn) {
        shown.insert(tablet
                         .add(Kind::Withdrawal, Origin::Stated, {TextNote{"", "Misfire", "en", ""}},
                              author, after(300), beacon, list.exhibits.at(2).record.sequence)
                         .sequence);
    }

    // Receipts.
    const Note last = tablet.note();
    const Digest covering = keep(options_.witnessed ? cosigned(last, 1000) : last);
    std::ranges::sort(objects);
    if (options_.held) {
        const Bytes holding = signHolding({options_.realm, kOperation, kTablet, 1,
                                           sha256(view("manifest")), objects, after(1100)},
                                          world_->receiptKey);
        files["cairn/holdings/" + sha256(holding).hex() + ".pb"] = holding;
    }
    for (const std::uint64_t sequence : shown) {
        auto record = tablet.disclose(sequence, withheld[sequence]);
        record.note = covering;
        files["cairn/records/3-1-" + std::to_string(sequence) + ".txt"] =
            copy(view(renderDisclosedRecord(record)));
    }

    // The desk's own ledger.
    if (options_.confirmed) {
        Confirmation confirmation;
        confirmation.device = kTablet;
        confirmation.ledger = 1;
        confirmation.checkpoint = copy(view(last.encode()));
        confirmation.objects = objects;
        confirmation.toSequence = tablet.leaves.size();
        desk.add(Kind::Confirmation, Origin::Stated, {confirmation}, {}, after(5000), beacon);
        const Digest deskNote = keep(desk.note());
        auto record = desk.disclose(0);
        record.note = deskNote;
        files["cairn/records/9-1-0.txt"] = copy(view(renderDisclosedRecord(record)));
    }
    files["README.txt"] = copy(view(bagReadme()));
    if (options_.changeList) options_.changeList(list);
    for (const auto& [path, bytes] : files)
        list.files.push_back({path, sha256(bytes), bytes.size()});
    signAgain();
}

Bytes BagMaker::statementFor(const Digest& listDigest) const {
    const auto& before = world_->desk;
    GrowingLedger desk{before.name, before.key.clone(), before.leaves, before.records,
                       before.counts};
    ExportStatement statement;
    statement.fileList = listDigest;
    statement.purpose = list.purpose;
    const SigningKey reviewer = keyOf(options_.seed, 51);
    const auto id = desk.add(Kind::Export, Origin::Stated, {statement}, {"R-1", &reviewer},
                             after(9000), Digest{});
    auto record = desk.disclose(id.sequence);
    record.checkpoint = copy(view(desk.note().encode()));
    return copy(view(renderDisclosedRecord(record)));
}

void BagMaker::signAgain() {
    const std::string rendered = renderExportList(list);
    files["cairn/export.txt"] = copy(view(rendered));
    files["cairn/statement.txt"] = statementFor(sha256(view(rendered)));
    manifestsAgain();
}

void BagMaker::manifestsAgain() {
    files["cairn/export.txt"] = copy(view(renderExportList(list)));
    for (const auto& [path, bytes] : bagTagFiles(list, sha256(files["cairn/export.txt"]),
                                                 sha256(files["cairn/statement.txt"]))) {
        files[path] = copy(view(bytes));
    }
}

void BagMaker::relist(const std::string& path) {
    std::erase_if(list.files, [&](const auto& file) { return file.path == path; });
    if (const auto found = files.find(path); found != files.end()) {
        list.files.push_back({path, sha256(found->second), found->second.size()});
    }
}

void BagMaker::writeTo(Files& disk, const std::string& folder) const {
    std::set<std::string> made;
    const auto make = [&](const std::string& path) {
        if (made.insert(path).second && !disk.makeFolder(path)) std::abort();
    };
    make(folder);
    for (const auto& [path, bytes] : files) {
        for (auto end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1)) {
            make(folder + "/" + path.substr(0, end));
        }
        const auto file = disk.open(folder + "/" + path, OpenMode::Create).value();
        if (!file->writeAt(0, bytes)) std::abort();
    }
}

}  // namespace cairn
