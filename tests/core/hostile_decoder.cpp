// Plays a cairn-decode that was taken over: answers what the input tells it to. Used by
// decoder_test only.
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstring>
#include <string>

#include "core/picture.h"

using namespace cairn;

namespace {

void say(int fd, ByteView bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written <= 0) return;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

void play(const std::string& part, int answer) {
    PictureFacts facts;
    facts.format = PictureFormat::Jpeg;
    if (part == "garbage") say(answer, view("not an answer at all"));
    if (part == "endless")
        for (int i = 0; i < 1000; ++i) say(answer, Bytes(1000, 'x'));
    if (part == "far") {
        facts.noPosition = NoPosition::Given;
        facts.position = StatedPosition{910'000'000, 0, {}};
        say(answer, decode::writeFacts(facts));
    }
    if (part == "script") {
        facts.make = "a\x1b[2Jb";
        say(answer, decode::writeFacts(facts));
    }
    if (part == "wants more") say(answer, decode::writeNeedsWhole());
    if (part == "wide") say(answer, decode::writePixels({60000, 60000, false, Bytes(12)}));
    if (part == "vanish") ::_exit(0);
    if (part == "well") say(answer, decode::writeFacts(facts));
}

}  // namespace

int main() {
    ::signal(SIGPIPE, SIG_IGN);
    for (;;) {
        std::array<std::uint8_t, 64> packet;
        iovec piece{packet.data(), packet.size()};
        alignas(cmsghdr) std::array<char, CMSG_SPACE(3 * sizeof(int))> control{};
        msghdr message{};
        message.msg_iov = &piece;
        message.msg_iovlen = 1;
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        const auto got = ::recvmsg(3, &message, 0);
        if (got <= 0) return 0;
        std::array<int, 3> fds;
        std::memcpy(fds.data(), CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fds);
        const auto request =
            decode::parseRequest(ByteView(packet).first(static_cast<std::size_t>(got)));
        std::uint8_t status = 0;
        if (request && request->task == decode::Task::ProbeOpen) {
            status = SIGSYS;  // plays the confined one too
        } else {
            std::string part(64, '\0');
            const auto size = ::pread(fds[0], part.data(), part.size(), 0);
            part.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
            play(part, fds[1]);
        }
        ::close(fds[0]);
        ::close(fds[1]);
        say(fds[2], ByteView(&status, 1));
        ::close(fds[2]);
    }
}
