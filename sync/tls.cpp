#include "sync/tls.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <charconv>
#include <memory>

namespace cairn {
namespace {

template <auto release>
struct Free {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};
using Certificate = std::unique_ptr<X509, Free<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using Stream = std::unique_ptr<BIO, Free<BIO_free_all>>;
using Extension = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using Time = std::unique_ptr<ASN1_TIME, Free<ASN1_TIME_free>>;

constexpr long kVersion3 = 2;

Error failed(const char* what) { return Error{Code::Internal, "certificate", what}; }

Result<Certificate> parse(ByteView pem) {
    if (pem.size() > 64 * 1024) return Error{Code::TooLarge, "certificate", ""};
    Stream in(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    Certificate certificate(in ? PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr) : nullptr);
    if (!certificate) return Error{Code::Malformed, "certificate", "not PEM"};
    return certificate;
}

Key privateKey(const SigningKey& key) {
    const auto seed = key.seed();
    return Key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
}

bool extend(X509* certificate, X509* issuer, int nid, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setTime(ASN1_TIME* to, const char* when) { return ASN1_TIME_set_string_X509(to, when) == 1; }

// Serial from the key: the same certificate can be made again after a kill.
bool setSerial(X509* certificate, const PublicKey& subject) {
    auto digest = sha256(subject.view());
    digest.bytes[0] = static_cast<std::uint8_t>((digest.bytes[0] & 0x3f) | 0x40);
    std::unique_ptr<BIGNUM, Free<BN_free>> serial(BN_bin2bn(digest.bytes.data(), 16, nullptr));
    return serial && BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate));
}

Result<Certificate> blank(const PublicKey& subject, const std::string& name) {
    Certificate certificate(X509_new());
    const Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, subject.bytes.data(),
                                              subject.bytes.size()));
    if (!certificate || !key) return failed("out of memory");
    const auto* text = reinterpret_cast<const unsigned char*>(name.data());
    const bool good =
        X509_set_version(certificate.get(), kVersion3) == 1 &&
        setSerial(certificate.get(), subject) &&
        setTime(X509_getm_notBefore(certificate.get()), "19700101000000Z") &&
        // RFC 5280 section 4.1.2.5: no well-defined end.
        setTime(X509_getm_notAfter(certificate.get()), "99991231235959Z") &&
        X509_set_pubkey(certificate.get(), key.get()) == 1 &&
        X509_NAME_add_entry_by_NID(X509_get_subject_name(certificate.get()), NID_commonName,
                                   MBSTRING_UTF8, text, static_cast<int>(name.size()), -1, 0) == 1;
    if (!good) return failed("fields");
    return certificate;
}

Result<Bytes> toPem(X509* certificate) {
    const Stream out(BIO_new(BIO_s_mem()));
    if (!out || PEM_write_bio_X509(out.get(), certificate) != 1) return failed("PEM");
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return copy(view(std::string_view(data, static_cast<std::size_t>(size))));
}

// commonName has an upper bound of 64 (RFC 5280, ub-common-name); the whole name stands in the SAN.
std::string shortName(std::string_view name) { return std::string(name.substr(0, 64)); }

}  // namespace

Result<Bytes> selfSignedAuthority(const SigningKey& key, std::string_view name) {
    auto certificate = TRY(blank(key.publicKey(), shortName(name)));
    auto* raw = certificate.get();
    const Key secret = privateKey(key);
    const bool good = secret && X509_set_issuer_name(raw, X509_get_subject_name(raw)) == 1 &&
                      extend(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                      extend(raw, raw, NID_key_usage, "critical,keyCertSign") &&
                      extend(raw, raw, NID_subject_key_identifier, "hash") &&
                      X509_sign(raw, secret.get(), nullptr) > 0;
    if (!good) return failed("authority");
    return toPem(raw);
}

Result<Bytes> issueCertificate(ByteView authorityPem, const SigningKey& authorityKey,
                               const PublicKey& subject, TlsUse use, std::string_view subjectName) {
    auto authority = TRY(parse(authorityPem));
    auto certificate = TRY(blank(subject, shortName(subjectName)));
    auto* raw = certificate.get();
    const Key secret = privateKey(authorityKey);
    const bool server = use == TlsUse::Server;
    const auto names = (server ? "DNS:" : "URI:") + std::string(subjectName);
    const bool good =
        secret && X509_set_issuer_name(raw, X509_get_subject_name(authority.get())) == 1 &&
        extend(raw, authority.get(), NID_basic_constraints, "critical,CA:FALSE") &&
        extend(raw, authority.get(), NID_key_usage, "critical,digitalSignature") &&
        extend(raw, authority.get(), NID_ext_key_usage, server ? "serverAuth" : "clientAuth") &&
        extend(raw, authority.get(), NID_subject_alt_name, names) &&
        extend(raw, authority.get(), NID_authority_key_identifier, "keyid") &&
        X509_sign(raw, secret.get(), nullptr) > 0;
    if (!good) return failed("issue");
    return toPem(raw);
}

Result<SecretBytes> privateKeyPem(const SigningKey& key) {
    const Key secret = privateKey(key);
    // A secure-memory BIO wipes what it held.
    const Stream out(BIO_new(BIO_s_secmem()));
    if (!secret || !out ||
        PEM_write_bio_PrivateKey(out.get(), secret.get(), nullptr, nullptr, 0, nullptr, nullptr) !=
            1)
        return failed("key");
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return SecretBytes::copyOf(view(std::string_view(data, static_cast<std::size_t>(size))));
}

Result<Digest> certificatePin(ByteView pem) {
    const auto certificate = TRY(parse(pem));
    unsigned char* der = nullptr;
    const int size = i2d_X509(certificate.get(), &der);
    if (size <= 0) return failed("DER");
    const auto digest = sha256(ByteView(der, static_cast<std::size_t>(size)));
    OPENSSL_free(der);
    return digest;
}

Result<PublicKey> certificateKey(ByteView pem) {
    const auto certificate = TRY(parse(pem));
    PublicKey key;
    std::size_t size = key.bytes.size();
    const auto* subject = X509_get0_pubkey(certificate.get());
    if (!subject || EVP_PKEY_get_id(subject) != EVP_PKEY_ED25519 ||
        EVP_PKEY_get_raw_public_key(subject, key.bytes.data(), &size) != 1 ||
        size != key.bytes.size())
        return Error{Code::Unsupported, "certificate", "its key is not Ed25519"};
    return key;
}

std::string deviceUri(Realm realm, std::string_view operation, std::uint32_t device) {
    return std::string("urn:cairn:") + name(realm) + ":" + std::string(operation) + ":" +
           std::to_string(device);
}

Result<std::uint32_t> deviceOfUri(std::string_view uri, Realm realm, std::string_view operation) {
    std::uint32_t device = 0;
    const auto colon = uri.rfind(':');
    if (colon != uri.npos) std::from_chars(uri.data() + colon + 1, uri.data() + uri.size(), device);
    if (device == 0 || deviceUri(realm, operation, device) != uri)
        return Error{Code::Untrusted, "certificate", "not a device of this operation"};
    return device;
}

}  // namespace cairn
