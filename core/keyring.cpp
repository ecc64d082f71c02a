#include "core/keyring.h"

#include <sodium.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/hkdf.h"
#include "core/key_header.h"

namespace cairn {

namespace {

constexpr std::array<const char*, 2> kCopies = {"keys.a", "keys.b"};
constexpr std::string_view kSlotUse =
    "slots";  // which slots are used, under the master key: the duress slot must not show
constexpr std::size_t kLongestPassphrase = 4096;

std::string pathOf(const std::string& folder, std::size_t copy) {
    return folder + "/" + kCopies[copy];
}

Result<SecretBytes> runArgon(const SecretBytes& passphrase, const KdfCost& cost,
                             const std::array<std::uint8_t, 16>& salt) {
    SecretBytes key(32);
    // An empty one takes the time of any other wrong one; libsodium wants a pointer even then.
    const char* typed = passphrase.empty() ? "" : reinterpret_cast<const char*>(passphrase.data());
    if (crypto_pwhash(key.data(), key.size(), typed, passphrase.size(), salt.data(),
                      cost.operations, static_cast<std::size_t>(cost.memoryBytes),
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
        return Error{
            Code::Internal, "passphrase",
            "not enough memory for its " + std::to_string(cost.memoryBytes >> 20) + " MiB"};
    return key;
}

Result<void> checkNew(const SecretBytes& passphrase) {
    if (passphrase.empty()) return Error{Code::Invalid, "passphrase", "empty"};
    if (passphrase.size() > kLongestPassphrase) return Error{Code::TooLarge, "passphrase", {}};
    return {};
}

SecretBytes macKey(const KeyBundle& bundle) { return deriveKey(bundle.send.view(), "keys/mac"); }

// Overwrites in place where it can: with two copies a torn one costs nothing, and what it held
// before is gone from its blocks.
Result<void> writeCopy(Files& files, const std::string& folder, std::size_t copy, ByteView bytes) {
    const std::string path = pathOf(folder, copy);
    auto file = files.open(path, OpenMode::ReadWrite);
    if (!file && file.error().code == Code::NotFound) return writeDurably(files, path, bytes);
    if (!file) return std::move(file).error();
    TRY((*file)->writeAt(0, bytes));
    TRY((*file)->truncate(bytes.size()));
    return (*file)->sync();
}

// Strict UTF-8 (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
bool isUtf8(ByteView bytes) {
    std::size_t i = 0;
    while (i < bytes.size()) {
        const std::uint8_t lead = bytes[i++];
        if (lead < 0x80) continue;
        const int more = lead >= 0xC2 && lead <= 0xDF   ? 1
                         : lead >= 0xE0 && lead <= 0xEF ? 2
                         : lead >= 0xF0 && lead <= 0xF4 ? 3
                                                        : 0;
        if (more == 0) return false;
        for (int k = 0; k < more; ++k, ++i) {
            if (i == bytes.size()) return false;
            std::uint8_t low = 0x80, high = 0xBF;
            if (k == 0 && lead == 0xE0) low = 0xA0;
            if (k == 0 && lead == 0xED) high = 0x9F;
            if (k == 0 && lead == 0xF0) low = 0x90;
            if (k == 0 && lead == 0xF4) high = 0x8F;
            if (bytes[i] < low || bytes[i] > high) return false;
        }
    }
    return true;
}

}  // namespace

// Passes over 256 MiB, or less memory where the machine is slow, that together take about a second
// of processor time: a machine that happens to be busy must not end up with a cheaper guess.
KdfCost KdfCost::calibrated() {
    const auto processorSeconds = [] {
        timespec now{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
    };
    const SecretBytes passphrase = SecretBytes::random(16);
    const auto measured = [&](KdfCost cost) -> std::optional<double> {
        const double start = processorSeconds();
        if (!runArgon(passphrase, cost, {})) return std::nullopt;
        return processorSeconds() - start;
    };
    constexpr double kAim = 1.0;
    KdfCost cost{1, 256ull << 20};
    for (;;) {
        // Getting the memory costs once, however many passes follow.
        const auto one = measured(cost);
        const auto three =
            one && *one < 0.6 * kAim ? measured({3, cost.memoryBytes}) : std::nullopt;
        if (three || cost.memoryBytes <= floor().memoryBytes) {
            const double pass = three ? std::max((*three - *one) / 2, 0.001) : kAim;
            const double passes = std::clamp(1 + std::round((kAim - one.value_or(kAim)) / pass),
                                             1.0 * floor().operations, 1.0 * ceiling().operations);
            cost.operations = static_cast<std::uint32_t>(passes);
            return cost;
        }
        cost.memoryBytes /= 2;
    }
}

Result<SecretBytes> readPassphraseFile(Files& files, const std::string& path) {
    const auto file = TRY(files.open(path, OpenMode::ReadGiven));
    SecretBytes buffer(kLongestPassphrase + 2);
    const std::size_t size = TRY(file->readAt(0, buffer.span()));
    const ByteView read = buffer.view().first(size);
    const auto end = std::find(read.begin(), read.end(), '\n');
    ByteView line = read.first(static_cast<std::size_t>(end - read.begin()));
    if (!line.empty() && end != read.end() && line.back() == '\r')
        line = line.first(line.size() - 1);
    if (line.size() > kLongestPassphrase)
        return Error{Code::TooLarge, "passphrase file", "first line"};
    if (!isUtf8(line)) return Error{Code::Malformed, "passphrase file", "not UTF-8"};
    return SecretBytes::copyOf(line);
}

struct Keyring::State {
    State(Files& at, std::string in, KeyHeader opened, int number, KeyBundle keys)
        : files(&at),
          folder(std::move(in)),
          header(std::move(opened)),
          slot(number),
          bundle(std::move(keys)) {}

    Files* files;
    std::string folder;
    KeyHeader header;
    int slot;
    KeyBundle bundle;
    std::size_t newest = 0;    // the copy that surely holds `header`
    std::size_t fileSize = 0;  // of the larger copy

    bool normal() const { return bundle.kind == SlotKind::Normal; }

    Result<SecretBytes> wrappingKey(WrappedUnder under) const {
        if (under == WrappedUnder::SendKey) return deriveKey(bundle.send.view(), "keys/wrap");
        if (!normal()) return Error{Code::NotFound, "master key", {}};
        return deriveKey(bundle.master.view(), "keys/wrap");
    }

    // Makes `changed` the header: first in the copy that may be lost, then in the other. The change
    // is in effect once the first is durable, even when the second fails.
    Result<void> commit(KeyHeader changed) {
        changed.generation = header.generation + 1;
        const Bytes bytes = changed.encode(macKey(bundle), fileSize);
        if (bytes.size() > KeyHeader::kMostBytes) return Error{Code::TooLarge, "keys", {}};
        const std::size_t older = 1 - newest;
        TRY(writeCopy(*files, folder, older, bytes));
        header = std::move(changed);
        fileSize = bytes.size();
        newest = older;
        return writeCopy(*files, folder, 1 - newest, bytes);
    }

    Result<SecretBytes> slotUse() const {
        return header.unwrap(kSlotUse, TRY(wrappingKey(WrappedUnder::MasterKey)));
    }

    Result<void> requireNormal() const {
        if (normal()) return {};
        return Error{Code::Refused, "keys", "not in this session"};
    }

    // The key of a passphrase that no slot but `except` may know yet.
    Result<SecretBytes> keyOfNew(const SecretBytes& passphrase, int except) const {
        TRY(checkNew(passphrase));
        SecretBytes key = TRY(runArgon(passphrase, header.cost, header.salt));
        const auto opened = header.openSlots(key);
        if (opened && opened->slot != except)
            return Error{Code::Exists, "passphrase", "it opens another slot"};
        return key;
    }
};

Keyring::Keyring(std::unique_ptr<State> state) : state_(std::move(state)) {}
Keyring::Keyring(Keyring&&) noexcept = default;
Keyring& Keyring::operator=(Keyring&&) noexcept = default;
Keyring::~Keyring() = default;

Result<Keyring> Keyring::create(Files& files, const std::string& folder,
                                const SecretBytes& passphrase, KdfCost cost) {
    TRY(checkNew(passphrase));
    const KdfCost floor = KdfCost::floor();
    const KdfCost ceiling = KdfCost::ceiling();
    if (cost.operations < floor.operations || cost.memoryBytes < floor.memoryBytes ||
        cost.operations > ceiling.operations || cost.memoryBytes > ceiling.memoryBytes)
        return Error{Code::Invalid, "passphrase cost", {}};
    for (std::size_t copy = 0; copy < kCopies.size(); ++copy)
        if (exists(files, pathOf(folder, copy))) return Error{Code::Exists, kCopies[copy], {}};

    KeyHeader header = KeyHeader::blank(cost);
    KeyBundle bundle = KeyBundle::generate(SlotKind::Normal);
    header.sealSlot(0, TRY(runArgon(passphrase, cost, header.salt)), bundle);
    auto state = std::make_unique<State>(files, folder, std::move(header), 0, std::move(bundle));
    KeyHeader first = state->header;
    SecretBytes use(kSlots);
    use.data()[0] = 1;
    first.wrap(kSlotUse, WrappedUnder::MasterKey, TRY(state->wrappingKey(WrappedUnder::MasterKey)),
               use.view());
    TRY(state->commit(std::move(first)));
    return Keyring(std::move(state));
}

Result<Keyring> Keyring::unlock(Files& files, const std::string& folder,
                                const SecretBytes& passphrase) {
    struct Copy {
        std::size_t index;
        Bytes bytes;
        KeyHeader header;
    };
    std::vector<Copy> whole;
    std::optional<Error> trouble;
    std::size_t largest = 0;
    for (std::size_t copy = 0; copy < kCopies.size(); ++copy) {
        auto bytes = readAll(files, pathOf(folder, copy), KeyHeader::kMostBytes);
        auto header = bytes ? KeyHeader::parse(*bytes) : Result<KeyHeader>(bytes.error());
        if (bytes) largest = std::max(largest, bytes->size());
        if (header)
            whole.push_back({copy, std::move(*bytes), std::move(*header)});
        else if (!trouble || trouble->code == Code::NotFound)
            trouble = Error{header.error().code, kCopies[copy], header.error().detail};
    }
    if (whole.empty()) return std::move(*trouble);
    std::stable_sort(whole.begin(), whole.end(), [](const Copy& a, const Copy& b) {
        return a.header.generation > b.header.generation;
    });

    // Both copies are tried to the end: what is right or wrong about them must not show in the time
    // it takes. They share cost and salt, so there is one run, unless somebody altered one of them.
    std::optional<KeyHeader::Opened> opened;
    std::size_t chosen = 0;
    bool altered = false;
    std::optional<SecretBytes> key;
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const Copy& copy = whole[i];
        if (!key || copy.header.cost != whole[i - 1].header.cost ||
            copy.header.salt != whole[i - 1].header.salt)
            key = TRY(runArgon(passphrase, copy.header.cost, copy.header.salt));
        auto slot = copy.header.openSlots(*key);
        if (!slot || opened) continue;
        if (!KeyHeader::macHolds(copy.bytes, macKey(slot->bundle))) {
            altered = true;
            continue;
        }
        opened = std::move(slot);
        chosen = i;
    }
    if (!opened && altered) return Error{Code::BadSignature, "keys", "the header was altered"};
    if (!opened) return Error{Code::WrongPassphrase, "keys", {}};

    const Bytes bytes = whole[chosen].bytes;
    auto state = std::make_unique<State>(files, folder, std::move(whole[chosen].header),
                                         opened->slot, std::move(opened->bundle));
    state->newest = whole[chosen].index;
    state->fileSize = largest;
    const bool agree = whole.size() == 2 && whole[0].bytes == whole[1].bytes;
    // A medium that cannot be written still lets its owner read; the next change reports the
    // failure.
    if (!agree) (void)writeCopy(files, folder, 1 - state->newest, bytes);
    return Keyring(std::move(state));
}

SlotKind Keyring::slotKind() const { return state_->bundle.kind; }
std::uint64_t Keyring::generation() const { return state_->header.generation; }
SecretBytes Keyring::personSeed() const { return state_->bundle.person.clone(); }

Result<SecretBytes> Keyring::derive(WrappedUnder from, std::string_view context) const {
    if (from == WrappedUnder::SendKey) return deriveKey(state_->bundle.send.view(), context);
    if (!state_->normal()) return Error{Code::NotFound, "master key", {}};
    return deriveKey(state_->bundle.master.view(), context);
}

Result<SecretBytes> Keyring::deriveDatabaseKey(std::uint32_t epoch) const {
    if (!state_->normal()) return Error{Code::NotFound, "master key", {}};
    const SecretBytes epochKey = TRY(load("epoch." + std::to_string(epoch)));
    // The master key as salt: without either of the two the database is closed for ever.
    return hkdfSha256(epochKey.view(), state_->bundle.master.view(), view("cairn/1/database"));
}

Result<void> Keyring::store(std::string_view name, WrappedUnder under, const SecretBytes& key) {
    const bool goodName =
        !name.empty() && name.size() <= KeyHeader::kLongestName && name != kSlotUse &&
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos;
    if (!goodName) return Error{Code::Invalid, "name of a key", {}};
    if (key.empty() || key.size() > KeyHeader::kLongestKey)
        return Error{Code::TooLarge, std::string(name), "key"};
    const SecretBytes wrapping = TRY(state_->wrappingKey(under));
    KeyHeader changed = state_->header;
    changed.wrap(name, under, wrapping, key.view());
    if (changed.keys.size() > KeyHeader::kMostKeys)
        return Error{Code::TooLarge, "keys", "too many"};
    return state_->commit(std::move(changed));
}

Result<SecretBytes> Keyring::load(std::string_view name) const {
    const auto at = state_->header.keys.find(name);
    if (at == state_->header.keys.end() || name == kSlotUse)
        return Error{Code::NotFound, std::string(name), "key"};
    return state_->header.unwrap(name, TRY(state_->wrappingKey(at->second.under)));
}

Result<void> Keyring::destroy(std::string_view name) {
    KeyHeader changed = state_->header;
    if (name == kSlotUse || changed.keys.erase(std::string(name)) == 0)
        return Error{Code::NotFound, std::string(name), "key"};
    return state_->commit(std::move(changed));
}

bool Keyring::has(std::string_view name) const { return load(name).has_value(); }

Result<void> Keyring::changePassphrase(const SecretBytes& oldPassphrase,
                                       const SecretBytes& newPassphrase) {
    TRY(state_->requireNormal());
    const auto opened = state_->header.openSlots(
        TRY(runArgon(oldPassphrase, state_->header.cost, state_->header.salt)));
    if (!opened || opened->slot != state_->slot) return Error{Code::WrongPassphrase, "keys", {}};
    const SecretBytes key = TRY(state_->keyOfNew(newPassphrase, state_->slot));
    KeyHeader changed = state_->header;
    changed.sealSlot(state_->slot, key, state_->bundle);
    return state_->commit(std::move(changed));
}

Result<void> Keyring::addSlot(SlotKind kind, const SecretBytes& passphrase) {
    TRY(state_->requireNormal());
    SecretBytes use = TRY(state_->slotUse());
    const auto free = std::find(use.span().begin(), use.span().end(), std::uint8_t{0});
    if (free == use.span().end()) return Error{Code::TooLarge, "keys", "all slots are used"};
    const int slot = static_cast<int>(free - use.span().begin());
    const SecretBytes key = TRY(state_->keyOfNew(passphrase, -1));
    KeyBundle bundle = KeyBundle::generate(kind);
    bundle.send = state_->bundle.send.clone();
    if (kind == SlotKind::Normal) bundle.master = state_->bundle.master.clone();
    KeyHeader changed = state_->header;
    changed.sealSlot(slot, key, bundle);
    *free = 1;
    changed.wrap(kSlotUse, WrappedUnder::MasterKey,
                 TRY(state_->wrappingKey(WrappedUnder::MasterKey)), use.view());
    return state_->commit(std::move(changed));
}

}  // namespace cairn
