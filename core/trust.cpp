#include "core/trust.h"

#include <algorithm>
#include <set>

#include "core/domain.h"
#include "core/trust.pb.h"

namespace cairn {
namespace {

constexpr std::size_t kMaxBundle = 256 * 1024;
constexpr std::size_t kMaxVoucher = 4 * 1024;
constexpr std::size_t kMaxCertificate = 16 * 1024;
constexpr std::size_t kMaxHolding = 128 * 1024;
constexpr int kMaxRoots = 16;
constexpr int kMaxHeldObjects = 2000;
constexpr std::uint32_t kVersion = 1;

template <class Message>
Bytes encode(const Message& message) {
    std::string bytes;
    message.SerializeToString(&bytes);
    return copy(view(bytes));
}

template <class Message>
Result<Message> decode(ByteView bytes, std::size_t limit, const char* what) {
    if (bytes.size() > limit) return Error{Code::TooLarge, what, std::to_string(bytes.size())};
    Message message;
    if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return Error{Code::Malformed, what, ""};
    return message;
}

template <class T>
void set(std::string* field, const T& value) {
    field->assign(text(value.view()));
}

template <class T>
Result<T> fixed(const std::string& field, const char* what) {
    auto value = T::from(view(field));
    if (!value) return Error{Code::Malformed, what, "length " + std::to_string(field.size())};
    return value;
}

Result<Realm> realmOf(std::uint32_t value, const char* what) {
    if (value == static_cast<std::uint32_t>(Realm::Real)) return Realm::Real;
    if (value == static_cast<std::uint32_t>(Realm::Exercise)) return Realm::Exercise;
    return Error{Code::Unsupported, what, "realm " + std::to_string(value)};
}

Result<void> checkVersion(std::uint32_t version, const char* what) {
    if (version != kVersion)
        return Error{Code::Unsupported, what, "version " + std::to_string(version)};
    return {};
}

Result<void> checkOperation(std::string_view operation, const char* what) {
    const bool good = !operation.empty() && operation.size() <= 64 &&
                      std::all_of(operation.begin(), operation.end(), [](char c) {
                          return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                      });
    if (!good) return Error{Code::Malformed, what, "operation id"};
    return {};
}

// A C2SP key name: it stands on a signature line.
bool isKeyName(std::string_view name) {
    return !name.empty() && name.size() <= 128 && std::all_of(name.begin(), name.end(), [](char c) {
        return c > ' ' && c < 0x7f && c != '+';
    });
}

using RootSignatures = google::protobuf::RepeatedPtrField<trust::RootSignature>;

void signByRoots(RootSignatures* signatures, std::span<const SigningKey* const> roots, Realm realm,
                 SignatureType type, ByteView message) {
    for (const auto* root : roots) {
        auto* signature = signatures->Add();
        set(signature->mutable_root(), root->publicKey());
        set(signature->mutable_signature(), root->sign(realm, type, message));
    }
}

// Counts distinct roots with a good signature. A bad signature by a root, or one by a stranger, is
// refused: nobody has a reason to send it.
Result<void> checkRoots(const RootSignatures& signatures, const Bundle& bundle, SignatureType type,
                        ByteView message, const char* what) {
    if (signatures.size() > kMaxRoots) return Error{Code::TooLarge, what, "root signatures"};
    std::set<PublicKey> good;
    for (const auto& signature : signatures) {
        const auto root = TRY(fixed<PublicKey>(signature.root(), what));
        const auto bytes = TRY(fixed<Signature>(signature.signature(), what));
        if (std::find(bundle.roots.begin(), bundle.roots.end(), root) == bundle.roots.end())
            return Error{Code::Untrusted, what, "signed by a key that is no root"};
        if (!verify(root, bundle.realm, type, message, bytes))
            return Error{Code::BadSignature, what, "root signature"};
        good.insert(root);
    }
    if (good.size() < bundle.threshold)
        return Error{Code::Untrusted, what,
                     std::to_string(good.size()) + " root signatures of " +
                         std::to_string(bundle.threshold)};
    return {};
}

Result<void> validate(const Bundle& bundle) {
    constexpr auto what = "bundle";
    TRY(checkOperation(bundle.operation, what));
    TRY(checkText(bundle.title, "operation", 256));
    const std::set<PublicKey> distinct(bundle.roots.begin(), bundle.roots.end());
    if (distinct.size() != bundle.roots.size() || bundle.roots.size() > kMaxRoots)
        return Error{Code::Malformed, what, "roots"};
    // One stolen or lost root must never be enough, nor stop the operation.
    if (bundle.threshold < 2 || bundle.threshold >= bundle.roots.size())
        return Error{Code::Malformed, what, "threshold"};
    if (bundle.generation == 0 || (bundle.generation == 1) != !bundle.previous.has_value())
        return Error{Code::Malformed, what, "generation"};
    if (bundle.recipients().size() < 2) return Error{Code::Malformed, what, "recipients"};
    std::set<std::string> names;
    for (const auto& compartment : bundle.compartments) {
        if (compartment.name.empty() || compartment.recipients.size() < 2 ||
            !names.insert(compartment.name).second)
            return Error{Code::Malformed, what, "compartment"};
    }
    names.clear();
    if (bundle.receiptKeys.empty()) return Error{Code::Malformed, what, "no receipt key"};
    for (const auto& key : bundle.receiptKeys)
        if (!isKeyName(key.name) || !names.insert(key.name).second)
            return Error{Code::Malformed, what, "receipt key name"};
    return {};
}

trust::Bundle toMessage(const Bundle& bundle) {
    trust::Bundle message;
    message.set_version(kVersion);
    message.set_realm(static_cast<std::uint32_t>(bundle.realm));
    message.set_operation(bundle.operation);
    message.set_title(bundle.title);
    message.set_generation(bundle.generation);
    for (const auto& root : bundle.roots) set(message.add_root(), root);
    message.set_threshold(bundle.threshold);
    for (const auto& compartment : bundle.compartments) {
        auto* to = message.add_compartment();
        to->set_name(compartment.name);
        for (const auto& recipient : compartment.recipients) to->add_recipient(recipient.text());
    }
    for (const auto& key : bundle.receiptKeys) {
        auto* to = message.add_receipt_key();
        to->set_name(key.name);
        set(to->mutable_key(), key.key);
        to->set_from_ms(key.from.unixMs);
        if (key.until) to->set_until_ms(key.until->unixMs);
    }
    for (const auto& revocation : bundle.revocations) {
        auto* to = message.add_revocation();
        to->set_device(revocation.device);
        if (revocation.ledger) to->set_ledger(*revocation.ledger);
        to->set_cut_off(std::string(text(revocation.cutOff)));
        to->set_reason(revocation.reason);
    }
    message.set_issued_ms(bundle.issued.unixMs);
    message.set_expires_ms(bundle.expires ? bundle.expires->unixMs : 0);
    if (bundle.previous) set(message.mutable_previous_sha256(), *bundle.previous);
    return message;
}

Result<Bundle> parseBundle(ByteView bytes) {
    constexpr auto what = "bundle";
    const auto message = TRY(decode<trust::Bundle>(bytes, kMaxBundle, what));
    TRY(checkVersion(message.version(), what));
    Bundle bundle;
    bundle.realm = TRY(realmOf(message.realm(), what));
    bundle.operation = message.operation();
    bundle.title = message.title();
    bundle.generation = message.generation();
    bundle.threshold = message.threshold();
    for (const auto& root : message.root())
        bundle.roots.push_back(TRY(fixed<PublicKey>(root, what)));
    for (const auto& from : message.compartment()) {
        Bundle::Compartment compartment{from.name(), {}};
        for (const auto& recipient : from.recipient())
            compartment.recipients.push_back(TRY(Recipient::parse(recipient)));
        bundle.compartments.push_back(std::move(compartment));
    }
    for (const auto& from : message.receipt_key()) {
        ReceiptKey key{from.name(), TRY(fixed<PublicKey>(from.key(), what)), {from.from_ms()}, {}};
        if (from.has_until_ms()) key.until = Instant{from.until_ms()};
        bundle.receiptKeys.push_back(std::move(key));
    }
    for (const auto& from : message.revocation()) {
        Revocation revocation;
        revocation.device = from.device();
        if (from.has_ledger()) revocation.ledger = from.ledger();
        revocation.cutOff = copy(view(from.cut_off()));
        revocation.reason = from.reason();
        bundle.revocations.push_back(std::move(revocation));
    }
    bundle.issued = {message.issued_ms()};
    if (message.expires_ms() != 0) bundle.expires = Instant{message.expires_ms()};
    if (!message.previous_sha256().empty())
        bundle.previous = TRY(fixed<Digest>(message.previous_sha256(), what));
    TRY(validate(bundle));
    return bundle;
}

Result<void> checkTimes(Instant issued, Instant expires, const char* what) {
    if (expires <= issued) return Error{Code::Malformed, what, "expires before it is issued"};
    return {};
}

Result<Role> roleOf(std::uint32_t value) {
    if (value < 1 || value > 3)
        return Error{Code::Unsupported, "voucher", "role " + std::to_string(value)};
    return static_cast<Role>(value);
}

Result<DeviceKeys> parseKeys(ByteView bytes) {
    constexpr auto what = "device keys";
    const auto message = TRY(decode<trust::DeviceKeys>(bytes, kMaxCertificate, what));
    TRY(checkVersion(message.version(), what));
    TRY(checkText(message.label(), "label", 128));
    return DeviceKeys{TRY(fixed<Digest>(message.voucher_sha256(), what)),
                      TRY(fixed<PublicKey>(message.ledger_key(), what)),
                      TRY(Recipient::parse(message.age_recipient())),
                      TRY(fixed<PublicKey>(message.tls_key(), what)), message.label()};
}

}  // namespace

const char* name(Role role) {
    switch (role) {
        case Role::Tablet:
            return "tablet";
        case Role::Review:
            return "review";
        case Role::Authority:
            return "authority";
    }
    return "unknown";
}

const std::vector<Recipient>& Bundle::recipients(std::string_view compartment) const {
    static const std::vector<Recipient> none;
    for (const auto& candidate : compartments)
        if (candidate.name == compartment) return candidate.recipients;
    return none;
}

std::optional<ReceiptKey> Bundle::receiptKey(std::string_view name) const {
    for (const auto& key : receiptKeys)
        if (key.name == name) return key;
    return std::nullopt;
}

std::optional<Revocation> Bundle::revocation(std::uint32_t device, std::uint32_t ledger) const {
    for (const auto& revocation : revocations)
        if (revocation.device == device && (!revocation.ledger || *revocation.ledger == ledger))
            return revocation;
    return std::nullopt;
}

Result<Bytes> signBundle(const Bundle& bundle, std::span<const SigningKey* const> roots) {
    TRY(validate(bundle));
    trust::SignedBundle message;
    const auto bytes = encode(toMessage(bundle));
    message.set_bundle(std::string(text(bytes)));
    signByRoots(message.mutable_signature(), roots, bundle.realm, SignatureType::Bundle, bytes);
    return encode(message);
}

Result<Bundle> openGenesis(ByteView signedBundle, const Digest& expected) {
    constexpr auto what = "genesis bundle";
    if (signedBundle.size() > kMaxBundle)
        return Error{Code::TooLarge, what, std::to_string(signedBundle.size())};
    if (sha256(signedBundle) != expected)
        return Error{Code::Untrusted, what, "its SHA-256 is not the one expected"};
    const auto message = TRY(decode<trust::SignedBundle>(signedBundle, kMaxBundle, what));
    auto bundle = TRY(parseBundle(view(message.bundle())));
    if (bundle.generation != 1) return Error{Code::Malformed, what, "generation"};
    TRY(checkRoots(message.signature(), bundle, SignatureType::Bundle, view(message.bundle()),
                   what));
    return bundle;
}

Result<Bundle> openSuccessor(ByteView signedBundle, const Bundle& current,
                             const Digest& currentHash) {
    constexpr auto what = "bundle";
    const auto message = TRY(decode<trust::SignedBundle>(signedBundle, kMaxBundle, what));
    TRY(checkRoots(message.signature(), current, SignatureType::Bundle, view(message.bundle()),
                   what));
    auto next = TRY(parseBundle(view(message.bundle())));
    if (next.realm != current.realm) return Error{Code::WrongRealm, what, name(next.realm)};
    if (next.operation != current.operation)
        return Error{Code::WrongOperation, what, next.operation};
    if (next.generation <= current.generation)
        return Error{Code::RolledBack, what,
                     "generation " + std::to_string(next.generation) + " after " +
                         std::to_string(current.generation)};
    if (next.generation != current.generation + 1 || next.previous != currentHash)
        return Error{Code::Untrusted, what, "does not follow the bundle held"};
    return next;
}

Result<Bytes> signVoucher(const Voucher& voucher, std::span<const SigningKey* const> roots) {
    TRY(checkOperation(voucher.operation, "voucher"));
    TRY(checkTimes(voucher.issued, voucher.expires, "voucher"));
    if (voucher.device == 0) return Error{Code::Invalid, "device", "0"};
    trust::Voucher message;
    message.set_version(kVersion);
    message.set_realm(static_cast<std::uint32_t>(voucher.realm));
    message.set_operation(voucher.operation);
    set(message.mutable_genesis_sha256(), voucher.genesis);
    set(message.mutable_code_key(), voucher.codeKey);
    message.set_role(static_cast<std::uint32_t>(voucher.role));
    message.set_device(voucher.device);
    message.set_issued_ms(voucher.issued.unixMs);
    message.set_expires_ms(voucher.expires.unixMs);
    const auto bytes = encode(message);
    trust::SignedVoucher out;
    out.set_voucher(std::string(text(bytes)));
    signByRoots(out.mutable_signature(), roots, voucher.realm, SignatureType::Voucher, bytes);
    return encode(out);
}

Result<Voucher> openVoucher(ByteView signedVoucher, const Bundle& bundle, const Digest& genesis) {
    constexpr auto what = "voucher";
    const auto outer = TRY(decode<trust::SignedVoucher>(signedVoucher, kMaxVoucher, what));
    TRY(checkRoots(outer.signature(), bundle, SignatureType::Voucher, view(outer.voucher()), what));
    const auto message = TRY(decode<trust::Voucher>(view(outer.voucher()), kMaxVoucher, what));
    TRY(checkVersion(message.version(), what));
    Voucher voucher;
    voucher.realm = TRY(realmOf(message.realm(), what));
    if (voucher.realm != bundle.realm) return Error{Code::WrongRealm, what, name(voucher.realm)};
    voucher.operation = message.operation();
    if (voucher.operation != bundle.operation)
        return Error{Code::WrongOperation, what, "of another operation"};
    voucher.genesis = TRY(fixed<Digest>(message.genesis_sha256(), what));
    if (voucher.genesis != genesis) return Error{Code::Untrusted, what, "names another genesis"};
    voucher.codeKey = TRY(fixed<PublicKey>(message.code_key(), what));
    voucher.role = TRY(roleOf(message.role()));
    voucher.device = message.device();
    if (voucher.device == 0) return Error{Code::Malformed, what, "device 0"};
    voucher.issued = {message.issued_ms()};
    voucher.expires = {message.expires_ms()};
    TRY(checkTimes(voucher.issued, voucher.expires, what));
    return voucher;
}

Result<Bytes> certifyDevice(ByteView signedVoucher, const DeviceKeys& keys,
                            const SigningKey& codeKey, const SigningKey& ledgerKey, Realm realm) {
    TRY(checkText(keys.label, "label", 128));
    if (keys.ledgerKey != ledgerKey.publicKey()) return Error{Code::Invalid, "ledger key", ""};
    trust::DeviceKeys message;
    message.set_version(kVersion);
    set(message.mutable_voucher_sha256(), sha256(signedVoucher));
    set(message.mutable_ledger_key(), keys.ledgerKey);
    message.set_age_recipient(keys.recipient.text());
    set(message.mutable_tls_key(), keys.tlsKey);
    message.set_label(keys.label);
    const auto bytes = encode(message);
    trust::DeviceCertificate certificate;
    certificate.set_signed_voucher(std::string(text(signedVoucher)));
    certificate.set_keys(std::string(text(bytes)));
    set(certificate.mutable_code_signature(),
        codeKey.sign(realm, SignatureType::DeviceKeys, bytes));
    set(certificate.mutable_device_signature(),
        ledgerKey.sign(realm, SignatureType::DeviceKeys, bytes));
    return encode(certificate);
}

Result<DeviceCertificate> openDeviceCertificate(ByteView certificate, const Bundle& bundle,
                                                const Digest& genesis) {
    constexpr auto what = "device certificate";
    const auto message = TRY(decode<trust::DeviceCertificate>(certificate, kMaxCertificate, what));
    const auto signedVoucher = view(message.signed_voucher());
    const auto voucher = TRY(openVoucher(signedVoucher, bundle, genesis));
    const auto keyBytes = view(message.keys());
    const auto byCode = TRY(fixed<Signature>(message.code_signature(), what));
    if (!verify(voucher.codeKey, voucher.realm, SignatureType::DeviceKeys, keyBytes, byCode))
        return Error{Code::BadSignature, what, "not signed by the code's key"};
    const auto keys = TRY(parseKeys(keyBytes));
    if (keys.voucher != sha256(signedVoucher))
        return Error{Code::Untrusted, what, "keys were signed for another voucher"};
    const auto byDevice = TRY(fixed<Signature>(message.device_signature(), what));
    if (!verify(keys.ledgerKey, voucher.realm, SignatureType::DeviceKeys, keyBytes, byDevice))
        return Error{Code::BadSignature, what, "not signed by the device's ledger key"};
    return DeviceCertificate{voucher, keys};
}

Bytes signHolding(const Holding& holding, const SigningKey& receiptKey) {
    trust::Holding message;
    message.set_version(kVersion);
    message.set_realm(static_cast<std::uint32_t>(holding.realm));
    message.set_operation(holding.operation);
    message.set_device(holding.device);
    message.set_ledger(holding.ledger);
    set(message.mutable_manifest_sha256(), holding.manifest);
    for (const auto& object : holding.objects) set(message.add_object(), object);
    message.set_time_ms(holding.time.unixMs);
    const auto bytes = encode(message);
    trust::SignedHolding out;
    out.set_holding(std::string(text(bytes)));
    set(out.mutable_key_id(), keyId(receiptKey.publicKey()));
    set(out.mutable_signature(), receiptKey.sign(holding.realm, SignatureType::Holding, bytes));
    return encode(out);
}

Result<Holding> openHolding(ByteView signedHolding, const Bundle& bundle) {
    constexpr auto what = "holding";
    const auto outer = TRY(decode<trust::SignedHolding>(signedHolding, kMaxHolding, what));
    const auto id = TRY(fixed<KeyId>(outer.key_id(), what));
    const auto key = std::find_if(bundle.receiptKeys.begin(), bundle.receiptKeys.end(),
                                  [&](const ReceiptKey& one) { return keyId(one.key) == id; });
    if (key == bundle.receiptKeys.end())
        return Error{Code::Untrusted, what, "by a key that is no receipt key"};
    const auto signature = TRY(fixed<Signature>(outer.signature(), what));
    if (!verify(key->key, bundle.realm, SignatureType::Holding, view(outer.holding()), signature))
        return Error{Code::BadSignature, what, ""};
    const auto message = TRY(decode<trust::Holding>(view(outer.holding()), kMaxHolding, what));
    TRY(checkVersion(message.version(), what));
    if (message.object_size() > kMaxHeldObjects) return Error{Code::TooLarge, what, "objects"};
    Holding holding;
    holding.realm = TRY(realmOf(message.realm(), what));
    if (holding.realm != bundle.realm) return Error{Code::WrongRealm, what, name(holding.realm)};
    holding.operation = message.operation();
    if (holding.operation != bundle.operation)
        return Error{Code::WrongOperation, what, "of another operation"};
    holding.device = message.device();
    holding.ledger = message.ledger();
    holding.manifest = TRY(fixed<Digest>(message.manifest_sha256(), what));
    for (const auto& object : message.object())
        holding.objects.push_back(TRY(fixed<Digest>(object, what)));
    const auto outOfOrder = [](const Digest& a, const Digest& b) { return a >= b; };
    if (std::adjacent_find(holding.objects.begin(), holding.objects.end(), outOfOrder) !=
        holding.objects.end())
        return Error{Code::Malformed, what, "objects not sorted"};
    holding.time = {message.time_ms()};
    // A retired key counts for what it signed while it was in use.
    if (holding.time < key->from || (key->until && holding.time >= *key->until))
        return Error{Code::Untrusted, what, "signed outside the receipt key's time"};
    return holding;
}

}  // namespace cairn
