#include "core/decoder.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <mutex>
#include <optional>

namespace cairn {
namespace {

using decode::Task;
using SteadyTime = std::chrono::steady_clock::time_point;

// Metadata of a JPEG stands before its pixels: what is handed over first. The child asks for the
// rest when it needs it.
constexpr std::size_t headBytes = 256U << 10;
// Longer than cairn-decode's own limit for a child: when this passes, cairn-decode itself hangs.
constexpr std::chrono::seconds patience{20};
constexpr std::uint8_t endedWell = 0;
constexpr std::uint8_t endedBadly = 255;

class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Descriptor() { close(); }
    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }
    void close() {
        if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    }

  private:
    int fd_ = -1;
};

struct Pipe {
    Descriptor read, write;
    static Pipe make() {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) return {};
        return {Descriptor(ends[0]), Descriptor(ends[1])};
    }
};

Error systemError(const char* where) { return {Code::Internal, where, std::strerror(errno)}; }

// The bytes in memory that nobody can change any more.
Descriptor sealedCopy(ByteView bytes) {
    Descriptor out(::memfd_create("picture", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!out) return out;
    while (!bytes.empty()) {
        const auto written = ::write(out.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return Descriptor();
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    const int seals = F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL;
    return ::fcntl(out.get(), F_ADD_SEALS, seals) == 0 ? std::move(out) : Descriptor();
}

// True if there is something to read, or the end, before the deadline.
bool readable(int fd, SteadyTime deadline) {
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now());
        if (left.count() <= 0) return false;
        pollfd entry{fd, POLLIN, 0};
        const int got = ::poll(&entry, 1, static_cast<int>(left.count()));
        if (got > 0) return true;
        if (got < 0 && errno != EINTR) return false;
    }
}

enum class ReadEnd { Complete, TooMuch, Late };

ReadEnd readToEnd(int fd, std::size_t limit, SteadyTime deadline, Bytes& out) {
    std::array<std::uint8_t, 65536> part;
    for (;;) {
        if (!readable(fd, deadline)) return ReadEnd::Late;
        const auto got = ::read(fd, part.data(), part.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return ReadEnd::Complete;
        const auto size = static_cast<std::size_t>(got);
        if (size > limit - out.size()) return ReadEnd::TooMuch;
        append(out, ByteView(part.data(), size));
    }
}

std::size_t answerLimit(Task task) {
    switch (task) {
        case Task::Pixels:
            return decode::maxPixelsAnswer;
        case Task::Encode:
            return decode::maxJpegAnswer;
        default:
            return decode::maxFactsAnswer;
    }
}

Unreadable meaning(std::uint8_t status) {
    switch (status) {
        case SIGSYS:
            return Unreadable::Forbidden;
        case SIGXCPU:
        case SIGKILL:
            return Unreadable::Time;
        default:
            return Unreadable::Crashed;
    }
}

}  // namespace

// One running cairn-decode. Ends it when the last request that uses it has let go.
class Decoder::Helper {
  public:
    static Result<std::shared_ptr<Helper>> spawn(const std::string& program) {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
            return systemError("socketpair");
        Descriptor ours(ends[0]);
        Descriptor theirs(ends[1]);

        posix_spawn_file_actions_t actions;
        posix_spawnattr_t attributes;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawnattr_init(&attributes);
        ::posix_spawn_file_actions_adddup2(&actions, theirs.get(), 3);
        for (const int fd : {0, 1, 2})
            ::posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
        ::posix_spawn_file_actions_addclosefrom_np(&actions, 4);
        sigset_t none;
        sigset_t all;
        ::sigemptyset(&none);
        ::sigfillset(&all);
        ::posix_spawnattr_setsigmask(&attributes, &none);
        ::posix_spawnattr_setsigdefault(&attributes, &all);
        // A group of its own: an interrupt from the terminal reaches the program that can finish
        // its work first.
        ::posix_spawnattr_setpgroup(&attributes, 0);
        ::posix_spawnattr_setflags(
            &attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);

        char name[] = "cairn-decode";
        char locale[] = "LC_ALL=C";
        char* arguments[] = {name, nullptr};
        char* environment[] = {locale, nullptr};
        pid_t pid = -1;
        const int failed =
            ::posix_spawn(&pid, program.c_str(), &actions, &attributes, arguments, environment);
        ::posix_spawn_file_actions_destroy(&actions);
        ::posix_spawnattr_destroy(&attributes);
        if (failed != 0)
            return Error{failed == ENOENT ? Code::NotFound : Code::Internal, "cairn-decode",
                         std::strerror(failed)};
        return std::make_shared<Helper>(std::move(ours), pid);
    }

    Helper(Descriptor socket, pid_t pid) : socket_(std::move(socket)), pid_(pid) {}
    ~Helper() {
        kill();
        while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    Helper(const Helper&) = delete;
    Helper& operator=(const Helper&) = delete;

    // Its children die with it.
    void kill() { ::kill(pid_, SIGKILL); }

    bool send(const decode::Request& request, std::array<int, 3> descriptors) {
        auto packet = decode::write(request);
        iovec piece{packet.data(), packet.size()};
        alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof descriptors)> control{};
        msghdr message{};
        message.msg_iov = &piece;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        auto* header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof descriptors);
        std::memcpy(CMSG_DATA(header), descriptors.data(), sizeof descriptors);
        ssize_t sent = 0;
        do sent = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
        while (sent < 0 && errno == EINTR);
        return sent == static_cast<ssize_t>(packet.size());
    }

  private:
    Descriptor socket_;
    const pid_t pid_;
};

struct Decoder::State {
    std::mutex mutex;
    std::shared_ptr<Helper> helper;  // null after a failed start
};

// What a child said: `body` points into `bytes`, which keeps its place when moved.
struct Decoder::Reply {
    Reply() = default;
    Reply(Reply&&) = default;
    Reply& operator=(Reply&&) = default;

    Unreadable unreadable = Unreadable::No;
    bool needsWhole = false;
    Bytes bytes;
    ByteView body;

    static Reply failed(Unreadable reason) {
        Reply out;
        out.unreadable = reason;
        return out;
    }
};

// A picture in memory or in a file; only its first maxBytes are ever looked at.
class Decoder::Source {
  public:
    explicit Source(ByteView bytes) : bytes_(bytes), size_(bytes.size()) {}
    static Result<Source> of(File& file) {
        Source out(ByteView{});
        out.file_ = &file;
        out.size_ = TRY(file.size());
        return out;
    }
    std::uint64_t size() const { return size_; }
    // The first `size` bytes, or as many as there are.
    Result<ByteView> first(std::uint64_t size) {
        const auto wanted = static_cast<std::size_t>(std::min(size, size_));
        if (file_ == nullptr) return bytes_.first(wanted);
        auto had = buffer_.size();
        if (had < wanted) buffer_.resize(wanted);
        while (had < wanted) {
            const auto got = TRY(file_->readAt(had, std::span(buffer_).subspan(had)));
            if (got == 0) break;  // the file became shorter meanwhile
            had += got;
        }
        return ByteView(buffer_).first(std::min(had, wanted));
    }

  private:
    ByteView bytes_;
    File* file_ = nullptr;
    std::uint64_t size_ = 0;
    Bytes buffer_;
};

std::string Decoder::besideThisProgram() {
    std::array<char, 4096> path;
    const auto size = ::readlink("/proc/self/exe", path.data(), path.size());
    const std::string_view self(path.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    return std::string(self.substr(0, self.rfind('/') + 1)) + "cairn-decode";
}

Decoder::Decoder(std::string program)
    : program_(std::move(program)), state_(std::make_unique<State>()) {}
Decoder::~Decoder() = default;

Result<std::unique_ptr<Decoder>> Decoder::start(const std::string& program) {
    std::unique_ptr<Decoder> out(new Decoder(program));
    out->state_->helper = TRY(Helper::spawn(program));
    const auto end = out->probe(Task::ProbeOpen);
    if (end != Unreadable::Forbidden)
        return Error{Code::Unsupported, "cairn-decode",
                     "confinement does not hold: " + std::string(name(end))};
    return out;
}

std::shared_ptr<Decoder::Helper> Decoder::helper() {
    const std::lock_guard lock(state_->mutex);
    if (!state_->helper) state_->helper = Helper::spawn(program_).value_or(nullptr);
    return state_->helper;
}

Decoder::Reply Decoder::ask(const decode::Request& request, ByteView input) {
    const auto sealed = sealedCopy(input);
    if (!sealed) return Reply::failed(Unreadable::Memory);
    running_.acquire();
    auto reply = Reply::failed(Unreadable::NoDecoder);
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto current = helper();
        if (!current) break;
        bool lost = false;
        reply = askOnce(*current, request, sealed.get(), lost);
        if (!lost) break;
        const std::lock_guard lock(state_->mutex);
        if (state_->helper == current) state_->helper.reset();
    }
    running_.release();
    return reply;
}

Decoder::Reply Decoder::askOnce(Helper& helper, const decode::Request& request, int input,
                                bool& lost) {
    auto answer = Pipe::make();
    auto status = Pipe::make();
    if (!answer.write || !status.write) return Reply::failed(Unreadable::Memory);
    lost = !helper.send(request, {input, answer.write.get(), status.write.get()});
    if (lost) return Reply::failed(Unreadable::NoDecoder);
    answer.write.close();
    status.write.close();

    const auto deadline = std::chrono::steady_clock::now() + patience;
    Reply reply;
    const auto end = readToEnd(answer.read.get(), answerLimit(request.task), deadline, reply.bytes);
    if (end == ReadEnd::TooMuch) return Reply::failed(Unreadable::BadAnswer);
    std::uint8_t ended = endedBadly;
    if (end == ReadEnd::Late || !readable(status.read.get(), deadline)) {
        helper.kill();
        lost = true;
        return Reply::failed(Unreadable::Time);
    }
    if (::read(status.read.get(), &ended, 1) != 1) {
        lost = true;
        return Reply::failed(Unreadable::NoDecoder);
    }
    if (ended != endedWell) return Reply::failed(meaning(ended));
    const auto parsed = decode::parseAnswer(reply.bytes);
    if (!parsed) return Reply::failed(Unreadable::BadAnswer);
    reply.unreadable = parsed->unreadable;
    reply.needsWhole = parsed->needsWhole;
    reply.body = parsed->body;
    return reply;
}

Result<PictureFacts> Decoder::factsOf(Source& source) {
    PictureFacts out;
    const bool fits = source.size() <= headBytes;
    auto reply = ask({.task = Task::Facts, .whole = fits}, TRY(source.first(headBytes)));
    if (reply.needsWhole && !fits) {
        reply = ask({.task = Task::Facts}, TRY(source.first(maxBytes)));
        out.onlyHead = source.size() > maxBytes;
    }
    if (reply.needsWhole) reply = Reply::failed(Unreadable::BadAnswer);
    if (reply.unreadable == Unreadable::No) {
        auto facts = decode::parseFacts(reply.body);
        if (facts) {
            facts->onlyHead = out.onlyHead;
            return *std::move(facts);
        }
        reply.unreadable = Unreadable::BadAnswer;
    }
    out.unreadable = reply.unreadable;
    return out;
}

Result<Preview> Decoder::previewOf(Source& source, std::uint16_t side) {
    Preview out;
    const auto limited = std::clamp(side, decode::minSide, decode::maxSide);
    if (source.size() > maxBytes) {
        out.unreadable = Unreadable::TooLarge;
        return out;
    }
    const auto drawn = ask({.task = Task::Pixels, .side = limited}, TRY(source.first(maxBytes)));
    out.unreadable = drawn.unreadable;
    if (drawn.needsWhole) out.unreadable = Unreadable::BadAnswer;
    if (out.unreadable != Unreadable::No) return out;
    const auto pixels = decode::parsePixels(drawn.body, limited);
    if (!pixels) {
        out.unreadable = Unreadable::BadAnswer;
        return out;
    }
    const auto encoded = ask({.task = Task::Encode}, drawn.bytes);
    auto jpeg = decode::parseJpeg(encoded.body);
    out.unreadable = encoded.unreadable;
    if (out.unreadable == Unreadable::No && !jpeg) out.unreadable = Unreadable::BadAnswer;
    if (out.unreadable != Unreadable::No) return out;
    out.width = pixels->width;
    out.height = pixels->height;
    out.damaged = pixels->damaged;
    out.jpeg = *std::move(jpeg);
    return out;
}

Result<PictureFacts> Decoder::facts(File& picture) {
    auto source = TRY(Source::of(picture));
    return factsOf(source);
}

PictureFacts Decoder::facts(ByteView picture) {
    Source source(picture);
    return factsOf(source).value();  // memory does not fail
}

Result<Preview> Decoder::preview(File& picture, std::uint16_t side) {
    auto source = TRY(Source::of(picture));
    return previewOf(source, side);
}

Preview Decoder::preview(ByteView picture, std::uint16_t side) {
    Source source(picture);
    return previewOf(source, side).value();
}

Unreadable Decoder::probe(Task task) { return ask({.task = task}, {}).unreadable; }

}  // namespace cairn
