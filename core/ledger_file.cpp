#include "core/ledger_file.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>

#include "core/ledger_frames.h"

namespace cairn {

namespace {

constexpr std::string_view kHeadMagic = "CAIRNHD1";
constexpr std::size_t kHeadSize = 1024;  // fixed: overwriting it changes no file size
constexpr std::size_t kHeadNoteAt = 20;
constexpr std::size_t kHeadMacAt = kHeadSize - Digest::size;
constexpr std::size_t kCopyPiece = 1 << 20;

struct Head {
    std::uint64_t generation = 0;
    Note note;
    Checkpoint checkpoint;
};

Digest headMac(ByteView bytes, const SecretBytes& macKey) {
    constexpr std::string_view label = "cairn ledger head 1";
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, macKey.data(), macKey.size());
    crypto_auth_hmacsha256_update(&state, view(label).data(), label.size());
    crypto_auth_hmacsha256_update(&state, bytes.data(), bytes.size());
    Digest out;
    crypto_auth_hmacsha256_final(&state, out.bytes.data());
    wipe(&state, sizeof state);
    return out;
}

Result<Bytes> encodeHead(const Head& head, const SecretBytes& macKey) {
    const std::string note = head.note.encode();
    if (note.size() > kHeadMacAt - kHeadNoteAt)
        return Error{Code::TooLarge, "head", std::to_string(note.size())};
    Bytes out(kHeadSize);
    std::copy(kHeadMagic.begin(), kHeadMagic.end(), out.begin());
    storeLe64(out.data() + 8, head.generation);
    storeLe32(out.data() + 16, static_cast<std::uint32_t>(note.size()));
    std::copy(note.begin(), note.end(), out.begin() + kHeadNoteAt);
    const Digest mac = headMac(ByteView(out).first(kHeadMacAt), macKey);
    std::copy(mac.bytes.begin(), mac.bytes.end(), out.begin() + kHeadMacAt);
    return out;
}

Result<Head> decodeHead(ByteView bytes, const LedgerName& name, const PublicKey& key,
                        const SecretBytes& macKey) {
    const Error malformed{Code::Malformed, "head", {}};
    if (bytes.size() != kHeadSize || text(bytes.first(8)) != kHeadMagic) return malformed;
    const Digest mac = headMac(bytes.first(kHeadMacAt), macKey);
    if (sodium_memcmp(mac.bytes.data(), bytes.data() + kHeadMacAt, Digest::size) != 0)
        return malformed;
    const std::uint32_t noteSize = loadLe32(bytes.data() + 16);
    if (noteSize > kHeadMacAt - kHeadNoteAt) return malformed;
    Head head;
    head.generation = loadLe64(bytes.data() + 8);
    head.note = TRY(Note::parse(text(bytes.subspan(kHeadNoteAt, noteSize))));
    head.checkpoint = TRY(openCheckpoint(head.note, key));
    if (head.checkpoint.origin != name.origin())
        return Error{Code::Forked, "head", "of another ledger"};
    return head;
}

// One of the two copies as found on disk: absent, good, or damaged (present and not good).
struct HeadCopy {
    bool present = false;
    std::optional<Head> good;
};

Result<HeadCopy> readHead(Files& files, const std::string& path, const LedgerName& name,
                          const PublicKey& key, const SecretBytes& macKey) {
    HeadCopy copy;
    auto file = files.open(path, OpenMode::Read);
    if (!file) {
        if (file.error().code == Code::NotFound) return copy;
        return std::move(file).error();
    }
    copy.present = true;
    Bytes bytes(kHeadSize + 1);
    bytes.resize(TRY((*file)->readAt(0, bytes)));
    if (auto head = decodeHead(bytes, name, key, macKey)) copy.good = std::move(*head);
    return copy;
}

std::string entryName(std::uint64_t sequence) { return "entry " + std::to_string(sequence); }

// Everything the files say, checked; nothing written.
struct Reading {
    LedgerHeader header;
    std::array<HeadCopy, 2> heads;
    std::vector<Digest> leaves;
    std::vector<std::uint64_t> offsets;
    Frontier frontier;
    Digest lastMac;
    std::uint64_t goodBytes = 0;
    std::uint64_t tornBytes = 0;
    std::vector<Finding> findings;

    const Head* newest() const {
        const Head* best = nullptr;
        for (const HeadCopy& copy : heads) {
            if (copy.good && (!best || copy.good->generation > best->generation))
                best = &*copy.good;
        }
        return best;
    }
};

struct Where {
    Files& files;
    const std::string& folder;
    const LedgerName& name;
    std::string ledger() const { return folder + "/" + ledgerFileName(name.ledger); }
    std::string head(std::size_t copy) const {
        return folder + "/" + ledgerHeadName(name.ledger, copy == 0 ? 'a' : 'b');
    }
};

// A head speaks for the entries it covers: the tree at its size must have its root.
Result<void> checkHead(const Head& head, const Reading& reading, const Where& where) {
    const std::uint64_t have = reading.leaves.size();
    const std::uint64_t covered = head.checkpoint.size;
    if (covered == have && head.checkpoint.root == reading.frontier.root()) return {};
    if (covered > have) {
        const std::string file = ledgerFileName(where.name.ledger);
        if (reading.tornBytes > 0)
            return Error{Code::Corrupt, file, entryName(have) + " is damaged or cut"};
        return Error{Code::RolledBack, file,
                     entryName(have) + " and later are missing of " + std::to_string(covered) +
                         " that were saved"};
    }
    if (TRY(rootOf(covered, leavesOf(reading.leaves))) != head.checkpoint.root) {
        return Error{Code::Forked, ledgerFileName(where.name.ledger),
                     "another history than the head's before " + entryName(covered)};
    }
    return {};
}

Result<void> readHeads(const Where& where, const PublicKey& key, const SecretBytes& macKey,
                       Reading& reading) {
    for (std::size_t i = 0; i < reading.heads.size(); ++i) {
        reading.heads[i] = TRY(readHead(where.files, where.head(i), where.name, key, macKey));
        if (!reading.heads[i].good) {
            reading.findings.push_back(
                {Severity::Note,
                 reading.heads[i].present
                     ? "One copy of the ledger's head is damaged; the other one stands for it."
                     : "One copy of the ledger's head is missing; the other one stands for it.",
                 ledgerHeadName(where.name.ledger, i == 0 ? 'a' : 'b')});
        }
    }
    return {};
}

Result<Reading> readLedger(const Where& where, const PublicKey& key, const SecretBytes& macKey,
                           const std::function<Result<void>(const Entry&)>& each) {
    const std::string fileName = ledgerFileName(where.name.ledger);
    Reading reading;
    TRY(readHeads(where, key, macKey, reading));
    auto file = where.files.open(where.ledger(), OpenMode::Read);
    if (!file) {
        if (file.error().code == Code::NotFound &&
            (reading.heads[0].present || reading.heads[1].present)) {
            return Error{Code::RolledBack, fileName, "the ledger is missing, its head is there"};
        }
        return std::move(file).error();
    }
    auto frames = TRY(FrameReader::open(**file));
    reading.header = frames.header();
    if (reading.header.name != where.name || reading.header.key != key) {
        return Error{Code::Forked, fileName, "the ledger of another device"};
    }
    reading.lastMac = reading.header.mac;
    if (headerMac(reading.header.checksum, macKey) != reading.lastMac) {
        return Error{Code::Corrupt, fileName, "its header was not written with this key"};
    }
    while (auto frame = TRY(frames.next())) {
        const std::uint64_t sequence = reading.leaves.size();
        if (frame->entry.sequence != sequence) {
            return Error{Code::Corrupt, fileName,
                         entryName(sequence) + " is missing or out of order"};
        }
        if (frameMac(reading.lastMac, frame->checksum, macKey) != frame->mac) {
            return Error{Code::Corrupt, fileName,
                         entryName(sequence) + " was not written here with this key"};
        }
        reading.lastMac = frame->mac;
        reading.leaves.push_back(frame->entry.leaf);
        reading.offsets.push_back(frame->offset);
        reading.frontier.append(frame->entry.leaf);
        if (each) TRY(each(frame->entry));
    }
    reading.goodBytes = frames.position();
    reading.tornBytes = frames.fileSize() - reading.goodBytes;

    for (const HeadCopy& copy : reading.heads) {
        if (copy.good) TRY(checkHead(*copy.good, reading, where));
    }
    // Both heads are written before the first entry can be, and never both at once.
    if (!reading.newest() && !reading.leaves.empty()) {
        return Error{Code::Corrupt, ledgerHeadName(where.name.ledger, 'a'),
                     "both copies of the head are damaged or missing"};
    }
    if (reading.tornBytes > 0) {
        reading.findings.push_back(
            {Severity::Note,
             std::to_string(reading.tornBytes) +
                 " bytes after the last entry belong to an entry that was never acknowledged.",
             fileName + ", " + entryName(reading.leaves.size())});
    }
    return reading;
}

// Copies what is after the last whole entry to ledger.<n>.torn-<digest>, durably, then cuts it off.
// The name is that of the bytes, so that a cut interrupted and repeated leaves one side file.
Result<void> moveTailAside(const Where& where, File& ledger, std::uint64_t from,
                           std::uint64_t size) {
    Bytes piece(kCopyPiece);
    const auto eachPiece = [&](const std::function<Result<void>(ByteView)>& take) -> Result<void> {
        for (std::uint64_t done = 0; done < size;) {
            const auto want =
                static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), size - done));
            const std::size_t got = TRY(ledger.readAt(from + done, std::span(piece).first(want)));
            if (got == 0)
                return Error{Code::Io, ledgerFileName(where.name.ledger), "shorter than its size"};
            TRY(take(ByteView(piece).first(got)));
            done += got;
        }
        return {};
    };
    Sha256 hash;
    TRY(eachPiece([&](ByteView bytes) -> Result<void> {
        hash.update(bytes);
        return {};
    }));
    const std::string side = where.ledger() + ".torn-" + hash.finish().hex().substr(0, 16);
    const std::string part = side + ".part";
    {
        const auto copy = TRY(where.files.open(part, OpenMode::OpenAlways));
        TRY(copy->truncate(0));
        std::uint64_t at = 0;
        TRY(eachPiece([&](ByteView bytes) {
            at += bytes.size();
            return copy->writeAt(at - bytes.size(), bytes);
        }));
        TRY(copy->sync());
    }
    TRY(where.files.rename(part, side));
    TRY(where.files.syncFolder(where.folder));
    TRY(ledger.truncate(from));
    return ledger.sync();
}

// Entries that no head covers may be in the page cache only: after a kill before their sync, or
// after a sync that failed, when the system calls lost pages clean. Written again, they are dirty
// again, and this sync speaks for them.
Result<void> makeDurable(File& ledger, std::uint64_t from, std::uint64_t end) {
    Bytes piece(kCopyPiece);
    for (std::uint64_t at = from; at < end;) {
        const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), end - at));
        const std::size_t got = TRY(ledger.readAt(at, std::span(piece).first(want)));
        if (got == 0) return Error{Code::Io, "ledger", "shorter than its size"};
        TRY(ledger.writeAt(at, ByteView(piece).first(got)));
        at += got;
    }
    return ledger.sync();
}

}  // namespace

std::string ledgerFileName(std::uint32_t ledger) { return "ledger." + std::to_string(ledger); }

std::string ledgerHeadName(std::uint32_t ledger, char copy) {
    return ledgerFileName(ledger) + ".head." + copy;
}

Result<LedgerScan> scanLedger(File& file, const std::function<Result<void>(const Entry&)>& each) {
    auto frames = TRY(FrameReader::open(file));
    LedgerScan scan;
    scan.name = frames.header().name;
    scan.key = frames.header().key;
    Frontier frontier;
    std::uint64_t next = 0;  // the lowest sequence that may still come
    bool whole = true;       // no damage so far
    scan.goodBytes = frames.position();
    do {
        while (auto frame = TRY(frames.next())) {
            const Entry& entry = frame->entry;
            // A copy of what was heard already, or a number that has no next.
            if (entry.sequence < next || entry.sequence == UINT64_MAX) continue;
            whole = whole && entry.sequence == next;
            if (whole) {
                frontier.append(entry.leaf);
                ++scan.entries;
                scan.goodBytes = frames.position();
            } else {
                ++scan.salvaged;
            }
            next = entry.sequence + 1;
            if (each) TRY(each(entry));
        }
        whole = false;
    } while (TRY(frames.skipDamage()));
    scan.root = frontier.root();
    scan.tornBytes = frames.fileSize() - scan.goodBytes;
    return scan;
}

Result<LedgerAudit> auditLedger(Files& files, const std::string& folder, const LedgerName& name,
                                const PublicKey& key, const SecretBytes& macKey,
                                const std::function<Result<void>(const Entry&)>& each) {
    auto reading = TRY(readLedger({files, folder, name}, key, macKey, each));
    LedgerAudit audit;
    audit.entries = reading.leaves.size();
    audit.root = reading.frontier.root();
    audit.tornBytes = reading.tornBytes;
    if (const Head* newest = reading.newest()) audit.head = newest->note;
    audit.findings = std::move(reading.findings);
    return audit;
}

struct LedgerFile::State {
    Files* files;
    std::string folder;
    LedgerName name;
    SigningKey key;
    SecretBytes macKey;

    std::unique_ptr<File> file;
    Reading reading;
    bool poisoned = false;

    Where where() const { return {*files, folder, name}; }

    Result<void> usable() const {
        if (!poisoned) return {};
        return Error{Code::Io, ledgerFileName(name.ledger),
                     "an earlier write failed; open it again"};
    }

    // Writes a head of the present size to copy `i`, with the next generation. Durable on return.
    Result<void> writeHeadCopy(std::size_t i) {
        Head head;
        const Head* newest = reading.newest();
        head.generation = newest ? newest->generation + 1 : 1;
        head.checkpoint = {name.origin(), reading.leaves.size(), reading.frontier.root()};
        head.note = signCheckpoint(head.checkpoint, key);
        const Bytes bytes = TRY(encodeHead(head, macKey));
        const auto copy = TRY(files->open(where().head(i), OpenMode::OpenAlways));
        TRY(copy->writeAt(0, bytes));
        if (TRY(copy->size()) != bytes.size()) TRY(copy->truncate(bytes.size()));
        TRY(copy->sync());
        if (!reading.heads[i].present) TRY(files->syncFolder(folder));
        reading.heads[i].present = true;
        reading.heads[i].good = std::move(head);
        return {};
    }

    // Damaged or missing copies first, then, when the newest head is behind, the older copy.
    Result<void> bringHeadsUpToDate() {
        for (std::size_t i = 0; i < reading.heads.size(); ++i) {
            if (!reading.heads[i].good) TRY(writeHeadCopy(i));
        }
        if (reading.newest()->checkpoint.size != reading.leaves.size())
            TRY(writeHeadCopy(olderHead()));
        return {};
    }

    std::size_t olderHead() const {
        return reading.heads[0].good->generation < reading.heads[1].good->generation ? 0 : 1;
    }
};

LedgerFile::LedgerFile(std::unique_ptr<State> state) : state_(std::move(state)) {}
LedgerFile::LedgerFile(LedgerFile&&) noexcept = default;
LedgerFile& LedgerFile::operator=(LedgerFile&&) noexcept = default;
LedgerFile::~LedgerFile() = default;

Result<LedgerFile> LedgerFile::create(Files& files, const std::string& folder,
                                      const LedgerName& name, const SigningKey& key,
                                      const SecretBytes& macKey) {
    const Where where{files, folder, name};
    if (exists(files, where.ledger()) || exists(files, where.head(0)) ||
        exists(files, where.head(1))) {
        return Error{Code::Exists, ledgerFileName(name.ledger), {}};
    }
    TRY(LedgerName::parse(name.origin()));
    TRY(writeDurably(files, where.ledger(), encodeHeader(name, key.publicKey(), macKey)));
    auto ledger = TRY(open(files, folder, name, key, macKey));
    ledger.state_->reading.findings.clear();  // of heads that could not be there yet
    return ledger;
}

Result<LedgerFile> LedgerFile::open(Files& files, const std::string& folder, const LedgerName& name,
                                    const SigningKey& key, const SecretBytes& macKey,
                                    const std::function<Result<void>(const Entry&)>& each) {
    const Where where{files, folder, name};
    auto found = TRY(readLedger(where, key.publicKey(), macKey, {}));
    auto state = std::make_unique<State>(
        State{&files, folder, name, key.clone(), macKey.clone(), nullptr, std::move(found)});
    Reading& reading = state->reading;
    state->file = TRY(files.open(where.ledger(), OpenMode::ReadWrite));
    if (reading.tornBytes > 0)
        TRY(moveTailAside(where, *state->file, reading.goodBytes, reading.tornBytes));
    const Head* newest = reading.newest();
    const std::uint64_t covered = newest ? newest->checkpoint.size : 0;
    if (covered < reading.leaves.size()) {
        TRY(makeDurable(*state->file, reading.offsets[static_cast<std::size_t>(covered)],
                        reading.goodBytes));
    }
    TRY(state->bringHeadsUpToDate());

    LedgerFile ledger(std::move(state));
    for (std::uint64_t i = 0; each && i < ledger.size(); ++i) {
        const Entry entry = TRY(ledger.read(i));
        TRY(each(entry));
    }
    return ledger;
}

const LedgerName& LedgerFile::name() const { return state_->name; }
std::uint64_t LedgerFile::size() const { return state_->reading.leaves.size(); }
Digest LedgerFile::root() const { return state_->reading.frontier.root(); }
std::uint64_t LedgerFile::tornBytes() const { return state_->reading.tornBytes; }
const std::vector<Finding>& LedgerFile::findings() const { return state_->reading.findings; }
const Note& LedgerFile::head() const { return state_->reading.newest()->note; }

Result<void> LedgerFile::append(std::span<const Entry> entries) {
    TRY(state_->usable());
    Reading& reading = state_->reading;
    Bytes bytes;
    Digest mac = reading.lastMac;
    std::vector<std::uint64_t> offsets;
    std::uint64_t sequence = reading.leaves.size();
    for (const Entry& entry : entries) {
        if (entry.sequence != sequence++)
            return Error{Code::Invalid, "sequence", std::to_string(entry.sequence)};
        offsets.push_back(reading.goodBytes + bytes.size());
        mac = TRY(encodeFrame(entry, reading.header.checksum, mac, state_->macKey, bytes));
    }
    if (bytes.empty()) return {};

    if (auto written = state_->file->writeAt(reading.goodBytes, bytes); !written) {
        if (!state_->file->truncate(reading.goodBytes)) state_->poisoned = true;
        return written;
    }
    if (auto synced = state_->file->sync(); !synced) {
        state_->poisoned = true;
        return synced;
    }
    for (const Entry& entry : entries) {
        reading.leaves.push_back(entry.leaf);
        reading.frontier.append(entry.leaf);
    }
    reading.offsets.insert(reading.offsets.end(), offsets.begin(), offsets.end());
    reading.lastMac = mac;
    reading.goodBytes += bytes.size();
    return {};
}

Result<Note> LedgerFile::writeHead() {
    TRY(state_->usable());
    if (auto written = state_->bringHeadsUpToDate(); !written) {
        state_->poisoned = true;
        return std::move(written).error();
    }
    return head();
}

Result<Entry> LedgerFile::read(std::uint64_t sequence) {
    const Reading& reading = state_->reading;
    if (sequence >= reading.leaves.size())
        return Error{Code::NotFound, "ledger entry", std::to_string(sequence)};
    const auto i = static_cast<std::size_t>(sequence);
    const std::uint64_t start = reading.offsets[i];
    const std::uint64_t end =
        i + 1 < reading.offsets.size() ? reading.offsets[i + 1] : reading.goodBytes;
    // The MAC before it is the last thing in front of the frame, whether that is another frame or
    // the header.
    Bytes bytes(static_cast<std::size_t>(end - start) + Digest::size);
    const std::size_t got = TRY(state_->file->readAt(start - Digest::size, bytes));
    const Error corrupt{Code::Corrupt, ledgerFileName(state_->name.ledger),
                        entryName(sequence) + " is damaged"};
    if (got != bytes.size()) return corrupt;
    auto frame = decodeFrame(ByteView(bytes).subspan(Digest::size), reading.header.checksum);
    if (!frame) return corrupt;
    const Digest previous = TRY(Digest::from(ByteView(bytes).first(Digest::size)));
    if (frameMac(previous, frame->checksum, state_->macKey) != frame->mac ||
        frame->entry.sequence != sequence || frame->entry.leaf != reading.leaves[i]) {
        return corrupt;
    }
    return std::move(frame->entry);
}

LeafRange LedgerFile::leaves() const {
    return [state = state_.get()](std::uint64_t begin, std::uint64_t end) {
        return leavesOf(state->reading.leaves)(begin, end);
    };
}

}  // namespace cairn
