#include "app/decode/answer.h"

#include <unistd.h>

#include <cerrno>

namespace cairn {

void endWith(const Bytes& answer) {
    ByteView rest = answer;
    while (!rest.empty()) {
        const auto written = ::write(1, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) ::_exit(1);
        rest = rest.subspan(static_cast<std::size_t>(written));
    }
    ::_exit(0);
}

void endUnreadable(Unreadable reason) { endWith(decode::writeUnreadable(reason)); }

}  // namespace cairn
