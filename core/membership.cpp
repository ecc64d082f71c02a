#include "core/membership.h"

#include <sodium.h>

namespace cairn {
namespace {

constexpr std::string_view kMagic = "CAIRNEN1";
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::size_t kLargest = 64u << 20;
constexpr std::uint32_t kMostBundles = 10'000;

void putField(Bytes& to, ByteView field) {
    std::uint8_t size[4];
    storeLe32(size, static_cast<std::uint32_t>(field.size()));
    append(to, size);
    append(to, field);
}

struct Fields {
    ByteView left;
    Result<Bytes> next() {
        const Error cut{Code::Malformed, "enrolment", "cut"};
        if (left.size() < 4) return cut;
        const std::size_t size = loadLe32(left.data());
        left = left.subspan(4);
        if (left.size() < size) return cut;
        Bytes out = copy(left.first(size));
        left = left.subspan(size);
        return out;
    }
};

}  // namespace

Digest indexSalt(const Membership& membership) {
    return sha256({view("cairn index salt 1"), membership.certificate});
}

Bytes sealMembership(const Membership& membership, const SecretBytes& key) {
    Bytes plain;
    std::uint8_t count[4];
    storeLe32(count, static_cast<std::uint32_t>(membership.olderBundles.size() + 1));
    append(plain, count);
    for (const auto& bundle : membership.olderBundles) putField(plain, bundle);
    putField(plain, membership.signedBundle);
    putField(plain, membership.genesis.view());
    putField(plain, membership.certificate);
    putField(plain, membership.firstWitness);
    putField(plain, view(membership.address));
    putField(plain, membership.tlsCertificate);
    putField(plain, membership.tlsAuthority);
    putField(plain, view(membership.person));

    Bytes out = copy(view(kMagic));
    append(out, randomBytes(kNonce));
    const std::size_t header = out.size();
    out.resize(header + plain.size() + kTag);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + header, nullptr, plain.data(),
                                               plain.size(), view(kMagic).data(), kMagic.size(),
                                               nullptr, out.data() + kMagic.size(), key.data());
    wipe(plain.data(), plain.size());
    return out;
}

Result<Membership> openMembership(ByteView file, const SecretBytes& key) {
    if (file.size() > kLargest) return Error{Code::TooLarge, "enrolment", {}};
    if (file.size() < kMagic.size() + kNonce + kTag || text(file.first(kMagic.size())) != kMagic)
        return Error{Code::Corrupt, "enrolment", "not its format"};
    const ByteView sealed = file.subspan(kMagic.size() + kNonce);
    SecretBytes plain(sealed.size() - kTag + 1);  // never of size 0
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, sealed.data(),
                                                   sealed.size(), file.data(), kMagic.size(),
                                                   file.data() + kMagic.size(), key.data()) != 0)
        return Error{Code::Corrupt, "enrolment", "it was altered"};
    Fields fields{plain.view().first(sealed.size() - kTag)};
    if (fields.left.size() < 4) return Error{Code::Malformed, "enrolment", "cut"};
    const std::uint32_t count = loadLe32(fields.left.data());
    fields.left = fields.left.subspan(4);
    if (count == 0 || count > kMostBundles) return Error{Code::Malformed, "enrolment", "bundles"};
    Membership out;
    for (std::uint32_t i = 0; i < count; ++i) out.olderBundles.push_back(TRY(fields.next()));
    const Bytes genesis = TRY(fields.next());
    out.genesis = TRY(Digest::from(genesis));
    out.certificate = TRY(fields.next());
    out.firstWitness = TRY(fields.next());
    const Bytes address = TRY(fields.next());
    out.address = text(address);
    out.tlsCertificate = TRY(fields.next());
    out.tlsAuthority = TRY(fields.next());
    const Bytes person = TRY(fields.next());
    out.person = text(person);
    if (!fields.left.empty()) return Error{Code::Malformed, "enrolment", "bytes at the end"};

    out.bundle = TRY(openGenesis(out.olderBundles.front(), out.genesis));
    for (std::size_t i = 1; i < out.olderBundles.size(); ++i)
        out.bundle =
            TRY(openSuccessor(out.olderBundles[i], out.bundle, sha256(out.olderBundles[i - 1])));
    out.signedBundle = std::move(out.olderBundles.back());
    out.olderBundles.pop_back();
    out.device = TRY(openDeviceCertificate(out.certificate, out.bundle, out.genesis));
    return out;
}

}  // namespace cairn
