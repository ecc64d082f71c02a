#include "sync/headquarters.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/domain.h"
#include "sync/headquarters.pb.h"
#include "sync/tls.h"

namespace cairn {
namespace {

constexpr std::string_view kRootHeader =
    "# Cairn root key. Keep offline; two of three govern the operation.";
constexpr std::uint64_t kMaxSmallFile = 512 * 1024;
constexpr std::size_t kMaxBundles = 1024;
constexpr int kRoots = 3;
constexpr std::int64_t kVoucherLifeMs = 30ll * 24 * 3600 * 1000;
// A server's clock that is set right later must not make its receipts too early for their key.
constexpr std::int64_t kClockMarginMs = 24ll * 3600 * 1000;
constexpr std::uint32_t kMaxDevice = 999'999;

// "Stone Bridge, north" -> "stone-bridge-north": readable in origins and certificates.
std::string slug(std::string_view title) {
    std::string out;
    for (const char c : title) {
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        const bool plain = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9');
        if (plain && out.size() < 40)
            out += low;
        else if (!out.empty() && out.back() != '-')
            out += '-';
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out.empty() ? "operation" : out;
}

// A secret that is made once: whoever repeats gets the one on disk.
Result<SecretBytes> once(Files& files, const std::string& path, const SecretBytes& fresh) {
    if (!exists(files, path)) TRY(writeDurably(files, path, fresh.view()));
    auto bytes = TRY(readAll(files, path, kMaxSmallFile));
    auto secret = SecretBytes::copyOf(bytes);
    wipe(bytes.data(), bytes.size());
    return secret;
}

SecretBytes rootText(const SigningKey& key) {
    const auto seed = key.seed();
    auto hex = toHex(seed.view());
    const auto text = std::string(kRootHeader) + "\n# public key: " + key.publicKey().hex() +
                      "\nCAIRN-ROOT-KEY-1 " + hex + "\n";
    wipe(hex.data(), hex.size());
    auto out = SecretBytes::copyOf(view(text));
    wipe(const_cast<char*>(text.data()), text.size());
    return out;
}

Result<SigningKey> parseRoot(const SecretBytes& file, const std::string& where) {
    constexpr std::string_view kMark = "\nCAIRN-ROOT-KEY-1 ";
    const auto all = text(file.view());
    const auto at = all.find(kMark);
    if (at == all.npos || all.size() < at + kMark.size() + 64)
        return Error{Code::Malformed, where, "not a root key"};
    auto bytes = TRY(fromHex(all.substr(at + kMark.size(), 64)));
    const auto seed = SecretBytes::copyOf(bytes);
    wipe(bytes.data(), bytes.size());
    return SigningKey::fromSeed(seed);
}

Result<SigningKey> rootKey(Files& files, const std::string& keys, int number, bool make) {
    const auto where = "root." + std::to_string(number);
    const auto path = keys + "/" + where;
    if (make) return parseRoot(TRY(once(files, path, rootText(SigningKey::generate()))), where);
    auto bytes = TRY(readAll(files, path, kMaxSmallFile));
    const auto secret = SecretBytes::copyOf(bytes);
    wipe(bytes.data(), bytes.size());
    return parseRoot(secret, where);
}

SecretBytes identityText(const Identity& identity, std::string_view what) {
    const auto line = identity.text();
    const auto head =
        "# Cairn " + std::string(what) +
        ", in the file format of age. Keep offline.\n# public key: " + identity.recipient().text() +
        "\n";
    SecretBytes out(head.size() + line.size() + 1);
    std::copy(head.begin(), head.end(), out.data());
    std::copy_n(line.data(), line.size(), out.data() + head.size());
    out.data()[head.size() + line.size()] = '\n';
    return out;
}

Result<Identity> identity(Files& files, const std::string& keys, const std::string& file,
                          std::string_view what) {
    const auto made = TRY(once(files, keys + "/" + file, identityText(Identity::generate(), what)));
    return Identity::parse(made.view());
}

// Seeds of the keys that stay at headquarters: 32 bytes, 0600.
Result<SigningKey> ownKey(Files& files, const std::string& path) {
    return SigningKey::fromSeed(TRY(once(files, path, SecretBytes::random(32))));
}

std::string bundleName(std::size_t generation) {
    auto digits = std::to_string(generation);
    return "bundle." + std::string(digits.size() < 6 ? 6 - digits.size() : 0, '0') + digits;
}

std::vector<const SigningKey*> pointers(const std::vector<SigningKey>& keys) {
    std::vector<const SigningKey*> out;
    for (const auto& key : keys) out.push_back(&key);
    return out;
}

}  // namespace

struct Headquarters::State {
    Files* files;
    std::string folder;
    std::vector<Bytes> bundles;
    Bundle first, bundle;
    Digest genesis;
    Bytes authority, chain;
    SigningKey authorityKey, serverKey, receiptSecret;
    ReceiptKey receiptKey;
};

Headquarters::Headquarters(std::unique_ptr<State> state) : state_(std::move(state)) {}
Headquarters::~Headquarters() = default;

Result<std::unique_ptr<Headquarters>> Headquarters::init(Files& files, const Clock& clock,
                                                         const std::string& folder,
                                                         const std::string& keys,
                                                         std::string_view title, Realm realm) {
    TRY(checkText(title, "operation", 256));
    if (title.empty()) return Error{Code::Invalid, "operation", "needs a name"};
    for (const auto& path : {folder, folder + "/tls", folder + "/vouchers", folder + "/numbers",
                             folder + "/devices", keys})
        TRY(files.makeFolder(path));
    const auto genesisPath = folder + "/" + bundleName(1);
    if (exists(files, genesisPath)) {
        auto made = TRY(open(files, folder));
        if (made->state_->first.title != title || made->state_->first.realm != realm)
            return Error{Code::Exists, "operation", "the folder holds another one"};
        return made;
    }

    // Order: keys, transport, and the genesis bundle last; until it is there nothing was founded.
    std::vector<SigningKey> roots;
    for (int i = 1; i <= kRoots; ++i) roots.push_back(TRY(rootKey(files, keys, i, true)));
    const auto opening = TRY(identity(files, keys, "opening.key", "opening key"));
    const auto escrow = TRY(identity(files, keys, "escrow.key", "escrow key"));
    const auto receipts = TRY(ownKey(files, folder + "/receipt.key"));
    const auto authorityKey = TRY(ownKey(files, folder + "/tls/authority.key"));
    TRY(ownKey(files, folder + "/tls/server.key"));

    Bundle bundle;
    bundle.realm = realm;
    bundle.operation = slug(title) + "-" + toHex(randomBytes(3));
    bundle.title = title;
    for (const auto& root : roots) bundle.roots.push_back(root.publicKey());
    bundle.compartments = {{"operation", {opening.recipient(), escrow.recipient()}}};
    bundle.issued = clock.wall();
    const Instant from{bundle.issued.unixMs - kClockMarginMs};
    bundle.receiptKeys = {
        {std::string("cairn/1/") + name(realm) + "/" + bundle.operation + "/receipts-1",
         receipts.publicKey(),
         from,
         {}}};
    roots.pop_back();
    const auto authority =
        TRY(selfSignedAuthority(authorityKey, "Cairn transport " + bundle.operation));
    TRY(writeDurably(files, folder + "/tls/authority.pem", authority));
    TRY(writeDurably(files, genesisPath, TRY(signBundle(bundle, pointers(roots)))));
    return open(files, folder);
}

Result<std::unique_ptr<Headquarters>> Headquarters::open(Files& files, const std::string& folder) {
    const auto genesisBytes = readAll(files, folder + "/" + bundleName(1), kMaxSmallFile);
    if (!genesisBytes && genesisBytes.error().code == Code::NotFound)
        return Error{Code::NotFound, "headquarters", "no operation in this folder; run init first"};
    std::vector<Bytes> bundles{TRY(Result<Bytes>(genesisBytes))};
    const auto genesis = sha256(bundles[0]);
    const auto first = TRY(openGenesis(bundles[0], genesis));
    auto bundle = first;
    while (bundles.size() < kMaxBundles &&
           exists(files, folder + "/" + bundleName(bundles.size() + 1))) {
        auto next =
            TRY(readAll(files, folder + "/" + bundleName(bundles.size() + 1), kMaxSmallFile));
        bundle = TRY(openSuccessor(next, bundle, sha256(bundles.back())));
        bundles.push_back(std::move(next));
    }
    auto receipts = TRY(ownKey(files, folder + "/receipt.key"));
    const auto known =
        std::find_if(bundle.receiptKeys.begin(), bundle.receiptKeys.end(),
                     [&](const auto& one) { return one.key == receipts.publicKey(); });
    if (known == bundle.receiptKeys.end())
        return Error{Code::Untrusted, "receipt.key", "the bundle does not name it"};
    const auto receiptKey = *known;
    auto authorityKey = TRY(ownKey(files, folder + "/tls/authority.key"));
    auto serverKey = TRY(ownKey(files, folder + "/tls/server.key"));
    auto authority = TRY(readAll(files, folder + "/tls/authority.pem", kMaxSmallFile));
    auto chain = TRY(issueCertificate(authority, authorityKey, serverKey.publicKey(),
                                      TlsUse::Server, kServerName));
    append(chain, authority);
    return std::unique_ptr<Headquarters>(new Headquarters(std::make_unique<State>(
        State{&files, folder, std::move(bundles), first, std::move(bundle), genesis,
              std::move(authority), std::move(chain), std::move(authorityKey), std::move(serverKey),
              std::move(receipts), receiptKey})));
}

const Bundle& Headquarters::bundle() const { return state_->bundle; }
const std::vector<Bytes>& Headquarters::bundles() const { return state_->bundles; }
const Digest& Headquarters::genesis() const { return state_->genesis; }
std::vector<PublicKey> Headquarters::roots() const { return state_->first.roots; }
const Bytes& Headquarters::tlsAuthority() const { return state_->authority; }
const Bytes& Headquarters::tlsChain() const { return state_->chain; }
Result<SecretBytes> Headquarters::tlsKey() const { return privateKeyPem(state_->serverKey); }
const ReceiptKey& Headquarters::receiptKey() const { return state_->receiptKey; }
const SigningKey& Headquarters::receiptSecret() const { return state_->receiptSecret; }
const std::string& Headquarters::folder() const { return state_->folder; }
std::string Headquarters::archive() const { return state_->folder + "/archive"; }

Result<std::string> Headquarters::enrol(const Clock& clock, const std::string& keys, Role role,
                                        const std::string& address) const {
    auto& files = *state_->files;
    EnrolmentCode code{address, TRY(certificatePin(state_->authority)), state_->genesis,
                       SecretBytes::random(32)};
    auto word = TRY(encodeEnrolmentCode(code));  // a wrong address takes no number
    std::vector<SigningKey> roots;
    for (int i = 1; i <= kRoots && roots.size() < state_->bundle.threshold; ++i) {
        auto root = rootKey(files, keys, i, false);
        if (!root && root.error().code == Code::NotFound) continue;
        auto key = TRY(std::move(root));
        const auto& known = state_->bundle.roots;
        if (std::find(known.begin(), known.end(), key.publicKey()) == known.end())
            return Error{Code::Untrusted, "root." + std::to_string(i),
                         "not a root of this operation"};
        roots.push_back(std::move(key));
    }
    if (roots.size() < state_->bundle.threshold)
        return Error{Code::NotFound, "keys", "two root keys are needed"};

    std::uint32_t device = 0;
    for (const auto& taken : TRY(files.list(state_->folder + "/numbers"))) {
        std::uint32_t number = 0;
        std::from_chars(taken.name.data(), taken.name.data() + taken.name.size(), number);
        device = std::max(device, number);
    }
    // Exclusive creation: of two processes, one gets the number and the other tries the next.
    for (++device;; ++device) {
        if (device > kMaxDevice) return Error{Code::Refused, "device", "no number is free"};
        const auto taken =
            files.open(state_->folder + "/numbers/" + std::to_string(device), OpenMode::Create);
        if (taken) break;
        if (taken.error().code != Code::Exists) return taken.error();
    }
    TRY(files.syncFolder(state_->folder + "/numbers"));

    const auto codeKey = TRY(SigningKey::fromSeed(code.seed)).publicKey();
    const auto now = clock.wall();
    const Voucher voucher{state_->bundle.realm,
                          state_->bundle.operation,
                          state_->genesis,
                          codeKey,
                          role,
                          device,
                          now,
                          {now.unixMs + kVoucherLifeMs}};
    TRY(writeDurably(files, state_->folder + "/vouchers/" + codeKey.hex(),
                     TRY(signVoucher(voucher, pointers(roots)))));
    return word;
}

Result<Bytes> Headquarters::voucher(const PublicKey& codeKey) const {
    return readAll(*state_->files, state_->folder + "/vouchers/" + codeKey.hex(), kMaxSmallFile);
}

Result<Bytes> Headquarters::issueTls(const PublicKey& key, std::uint32_t device) const {
    const auto& bundle = state_->bundle;
    return issueCertificate(state_->authority, state_->authorityKey, key, TlsUse::Device,
                            deviceUri(bundle.realm, bundle.operation, device));
}

Result<void> Headquarters::keep(std::uint32_t device, const EnrolledDevice& enrolled) const {
    const auto path = state_->folder + "/devices/" + std::to_string(device);
    if (exists(*state_->files, path)) return Error{Code::Exists, "device", std::to_string(device)};
    sync::EnrolledDevice message;
    message.set_certificate(std::string(text(enrolled.certificate)));
    message.set_tls_certificate(std::string(text(enrolled.tlsCertificate)));
    message.set_first_witness(std::string(text(enrolled.firstWitness)));
    return writeDurably(*state_->files, path, view(message.SerializeAsString()));
}

Result<std::vector<EnrolledDevice>> Headquarters::devices() const {
    std::vector<std::pair<std::uint32_t, EnrolledDevice>> numbered;
    const auto folder = state_->folder + "/devices";
    for (const auto& file : TRY(state_->files->list(folder))) {
        std::uint32_t number = 0;
        const auto* end = file.name.data() + file.name.size();
        if (std::from_chars(file.name.data(), end, number).ptr != end) continue;
        const auto bytes = TRY(readAll(*state_->files, folder + "/" + file.name, kMaxSmallFile));
        sync::EnrolledDevice message;
        if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
            return Error{Code::Corrupt, "devices/" + file.name, ""};
        numbered.emplace_back(number, EnrolledDevice{copy(view(message.certificate())),
                                                     copy(view(message.tls_certificate())),
                                                     copy(view(message.first_witness()))});
    }
    std::sort(numbered.begin(), numbered.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<EnrolledDevice> out;
    for (auto& [number, device] : numbered) out.push_back(std::move(device));
    return out;
}

}  // namespace cairn
