// cairn-decode: the confined reader of untrusted pictures. Started by Decoder (core/decoder.h) with
// its socket as descriptor 3 and nothing else; serves until that socket closes. Never holds a key:
// it is exec'd, and gets pictures only.
//
// This process parses nothing but requests, which come from the program that started it. Each input
// goes to a child of its own, which enters the confinement before it reads the first byte.
// Protocol: core/picture.h.
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <new>
#include <optional>
#include <vector>

#include "app/decode/answer.h"
#include "app/decode/confinement.h"
#include "app/decode/metadata.h"
#include "app/decode/pixels.h"
#include "core/picture.h"

namespace cairn {
namespace {

using decode::Task;
using std::chrono::steady_clock;

constexpr int requestSocket = 3;
constexpr std::size_t maxInputBytes = 64U << 20;
// CPU time is limited in the child; this ends one that sleeps.
constexpr std::chrono::seconds maxChildTime{12};
constexpr std::size_t maxChildren = 32;

struct Child {
    pid_t pid;
    int status;  // write end
    steady_clock::time_point deadline;
};

struct Job {
    decode::Request request;
    std::array<int, 3> descriptors;  // input, answer, status
};

// Pixels of a 12-megapixel HEIC take half a second on a desk and several times that on a tablet.
unsigned cpuSeconds(Task task) { return task == Task::Pixels ? 4 : 2; }

void closeAll(const std::array<int, 3>& descriptors) {
    for (const int fd : descriptors) ::close(fd);
}

[[noreturn]] void endEncoding(ByteView input) {
    const auto answer = decode::parseAnswer(input);
    if (!answer) endUnreadable(Unreadable::Damaged);
    const auto pixels = decode::parsePixels(answer->body, decode::maxSide);
    if (!pixels) endUnreadable(Unreadable::Damaged);
    endWith(decode::writeJpeg(encodeJpeg(*pixels)));
}

[[noreturn]] void endProbe(Task task) {
    if (task == Task::ProbeOpen) {
        const int fd = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        endUnreadable(fd < 0 ? Unreadable::Memory : Unreadable::Damaged);  // alive: no confinement
    }
    if (task == Task::ProbeGreed)
        for (;;) {
            constexpr std::size_t piece = 1U << 20;
            auto* taken = static_cast<volatile std::uint8_t*>(std::malloc(piece));
            if (taken == nullptr) endUnreadable(Unreadable::Memory);
            for (std::size_t i = 0; i < piece; i += 4096) taken[i] = 1;
        }
    volatile std::uint64_t turns = 0;
    for (;;) turns = turns + 1;
}

[[noreturn]] void work(const Job& job, const Confinement& confinement) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::signal(SIGPIPE, SIG_DFL);
    if (::dup2(job.descriptors[0], 0) != 0 || ::dup2(job.descriptors[1], 1) != 1 ||
        ::close_range(2, ~0U, 0) != 0 || !confinement.enter(cpuSeconds(job.request.task)))
        ::_exit(2);

    struct stat info {};
    if (::fstat(0, &info) != 0 || info.st_size < 0) ::_exit(2);
    const auto size = static_cast<std::size_t>(info.st_size);
    if (size > maxInputBytes) endUnreadable(Unreadable::TooLarge);
    ByteView input;
    if (size > 0) {
        auto* data = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, 0, 0);
        if (data == MAP_FAILED) endUnreadable(Unreadable::Memory);
        input = {static_cast<const std::uint8_t*>(data), size};
    }
    try {
        switch (job.request.task) {
            case Task::Facts: {
                const auto facts = readFacts(input, job.request.whole);
                endWith(facts ? decode::writeFacts(*facts) : decode::writeNeedsWhole());
            }
            case Task::Pixels:
                endWith(decode::writePixels(drawPixels(input, job.request.side)));
            case Task::Encode:
                endEncoding(input);
            case Task::ProbeOpen:
            case Task::ProbeSpin:
            case Task::ProbeGreed:
                endProbe(job.request.task);
        }
    } catch (const std::bad_alloc&) {
        endUnreadable(Unreadable::Memory);
    } catch (...) {
        endUnreadable(Unreadable::Damaged);
    }
    ::_exit(2);
}

enum class Received { Job, Nothing, End };

Received receive(Job& job) {
    std::array<std::uint8_t, 64> packet;
    iovec piece{packet.data(), packet.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(8 * sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const auto got = ::recvmsg(requestSocket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    if (got == 0) return Received::End;
    if (got < 0) return errno == EAGAIN || errno == EINTR ? Received::Nothing : Received::End;
    const auto* header = CMSG_FIRSTHDR(&message);
    // The other side is our own program: anything else than its own words means that it is not.
    if (header == nullptr || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS ||
        header->cmsg_len != CMSG_LEN(sizeof job.descriptors))
        return Received::End;
    std::memcpy(job.descriptors.data(), CMSG_DATA(header), sizeof job.descriptors);
    const auto request =
        decode::parseRequest(ByteView(packet).first(static_cast<std::size_t>(got)));
    if (!request) return Received::End;
    job.request = *request;
    return Received::Job;
}

class Server {
  public:
    Server(Confinement confinement, int signals)
        : confinement_(std::move(confinement)), signals_(signals) {}

    void serve() {
        for (;;) {
            std::array<pollfd, 2> entries{pollfd{signals_, POLLIN, 0},
                                          pollfd{requestSocket, POLLIN, 0}};
            const nfds_t count = children_.size() < maxChildren ? 2 : 1;
            ::poll(entries.data(), count, untilNextDeadline());
            reap();
            if (count == 2 && entries[1].revents != 0) {
                Job job{};
                switch (receive(job)) {
                    case Received::Job:
                        begin(job);
                        break;
                    case Received::Nothing:
                        break;
                    case Received::End:
                        return;
                }
            }
        }
    }

  private:
    void begin(const Job& job) {
        const pid_t pid = ::fork();
        if (pid == 0) work(job, confinement_);
        if (pid < 0) {
            closeAll(job.descriptors);  // the client sees that no status came
            return;
        }
        ::close(job.descriptors[0]);
        ::close(job.descriptors[1]);
        children_.push_back({pid, job.descriptors[2], steady_clock::now() + maxChildTime});
    }

    void reap() {
        signalfd_siginfo info;
        while (::read(signals_, &info, sizeof info) > 0) {
        }
        const auto now = steady_clock::now();
        for (const auto& child : children_)
            if (child.deadline <= now) ::kill(child.pid, SIGKILL);
        std::erase_if(children_, [](const Child& child) {
            int status = 0;
            if (::waitpid(child.pid, &status, WNOHANG) != child.pid) return false;
            const int word = WIFSIGNALED(status)        ? WTERMSIG(status)
                             : WEXITSTATUS(status) == 0 ? 0
                                                        : 255;
            const auto byte = static_cast<std::uint8_t>(word);
            [[maybe_unused]] const auto ignored = ::write(child.status, &byte, 1);
            ::close(child.status);
            return true;
        });
    }

    int untilNextDeadline() const {
        if (children_.empty()) return -1;
        const auto first = std::min_element(
            children_.begin(), children_.end(),
            [](const Child& a, const Child& b) { return a.deadline < b.deadline; });
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            first->deadline - steady_clock::now());
        return static_cast<int>(std::max<std::int64_t>(left.count() + 1, 1));
    }

    Confinement confinement_;
    int signals_;
    std::vector<Child> children_;
};

int run() {
    struct stat info {};
    if (::fstat(requestSocket, &info) != 0 || !S_ISSOCK(info.st_mode)) {
        constexpr std::string_view usage =
            "cairn-decode reads pictures for the other programs and is started by them.\n";
        [[maybe_unused]] const auto ignored = ::write(2, usage.data(), usage.size());
        return 2;
    }
    ::close_range(requestSocket + 1, ~0U, 0);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::signal(SIGPIPE, SIG_IGN);
    if (::chdir("/") != 0) return 1;

    sigset_t child;
    ::sigemptyset(&child);
    ::sigaddset(&child, SIGCHLD);
    ::sigprocmask(SIG_BLOCK, &child, nullptr);
    const int signals = ::signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
    auto confinement = Confinement::prepare();
    if (signals < 0 || !confinement) return 1;

    ::mallopt(M_ARENA_MAX,
              1);  // a thread's own arena would reserve half of the addresses that a child may have

    // Whatever these libraries do once, they do before the first child: a child may not open their
    // files.
    prepareMetadata();

    Server(*std::move(confinement), signals).serve();
    return 0;
}

}  // namespace
}  // namespace cairn

int main() { return cairn::run(); }
