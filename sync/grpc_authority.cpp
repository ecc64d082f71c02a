// A bare TLS 1.3 handshake, before anything is trusted: only to see which certificate headquarters
// shows, and whether the enrolment code's pin names its authority. Nothing is sent.
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fcntl.h>

#include <cerrno>
#include <memory>

#include "sync/grpc_channel.h"

namespace cairn {
namespace {

constexpr int kTimeoutMs = 15'000;

template <auto release>
struct Free {
    template <class T>
    void operator()(T* object) const {
        release(object);
    }
};
using Addresses = std::unique_ptr<addrinfo, Free<freeaddrinfo>>;

class Socket {
  public:
    explicit Socket(int descriptor) : descriptor_(descriptor) {}
    ~Socket() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Socket(const Socket&) = delete;
    int get() const { return descriptor_; }

  private:
    int descriptor_;
};

Error unreachable(std::string detail) {
    return Error{Code::Unreachable, "headquarters", std::move(detail)};
}

bool await(int descriptor, short events) {
    pollfd waiting{descriptor, events, 0};
    return ::poll(&waiting, 1, kTimeoutMs) == 1;
}

Result<Socket> dial(const std::string& address) {
    const auto colon = address.rfind(':');
    auto host = address.substr(0, colon);
    const auto port = address.substr(colon + 1);
    if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (const int failed = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &found); failed != 0)
        return unreachable(::gai_strerror(failed));
    const Addresses addresses(found);
    for (const auto* one = found; one; one = one->ai_next) {
        Socket socket(::socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        if (socket.get() < 0) continue;
        int failed = 0;
        socklen_t size = sizeof failed;
        if (::connect(socket.get(), one->ai_addr, one->ai_addrlen) != 0 &&
            (errno != EINPROGRESS || !await(socket.get(), POLLOUT) ||
             ::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &failed, &size) != 0 || failed != 0))
            continue;
        return socket;
    }
    return unreachable("nobody answers at this address");
}

Result<Bytes> pem(X509* certificate) {
    const std::unique_ptr<BIO, Free<BIO_free_all>> out(BIO_new(BIO_s_mem()));
    if (!out || PEM_write_bio_X509(out.get(), certificate) != 1)
        return Error{Code::Internal, "certificate", "PEM"};
    char* data = nullptr;
    const long size = BIO_get_mem_data(out.get(), &data);
    return copy(view(std::string_view(data, static_cast<std::size_t>(size))));
}

}  // namespace

Result<Bytes> learnAuthority(const EnrolmentCode& code) {
    const auto socket = TRY(dial(code.address));
    const std::unique_ptr<SSL_CTX, Free<SSL_CTX_free>> context(SSL_CTX_new(TLS_client_method()));
    if (!context || SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION) != 1)
        return Error{Code::Internal, "TLS", ""};
    const std::unique_ptr<SSL, Free<SSL_free>> session(SSL_new(context.get()));
    constexpr unsigned char kHttp2[] = {2, 'h', '2'};
    if (!session || SSL_set_alpn_protos(session.get(), kHttp2, sizeof kHttp2) != 0 ||
        SSL_set_fd(session.get(), socket.get()) != 1)
        return Error{Code::Internal, "TLS", ""};
    for (;;) {
        const int done = SSL_connect(session.get());
        if (done == 1) break;
        const int why = SSL_get_error(session.get(), done);
        const bool again = (why == SSL_ERROR_WANT_READ && await(socket.get(), POLLIN)) ||
                           (why == SSL_ERROR_WANT_WRITE && await(socket.get(), POLLOUT));
        ERR_clear_error();
        if (!again) return unreachable("does not speak TLS 1.3");
    }
    const auto* chain = SSL_get_peer_cert_chain(session.get());
    for (int i = 0; chain && i < sk_X509_num(chain); ++i) {
        auto* certificate = sk_X509_value(chain, i);
        Digest digest;
        unsigned int size = Digest::size;
        if (X509_digest(certificate, EVP_sha256(), digest.bytes.data(), &size) == 1 &&
            digest == code.certificatePin)
            return pem(certificate);
    }
    return Error{Code::Untrusted, "headquarters", "another server answers at this address"};
}

}  // namespace cairn
