#include "app/terminal.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/clock.h"
#include "core/keyring.h"

namespace cairn {
namespace {

constexpr std::size_t kMaxPassphrase = 1024;
constexpr std::int64_t kProgressEveryMs = 200;
constexpr std::int64_t kProgressLineEveryMs = 5000;

// Turns echo off for its lifetime.
class Silence {
  public:
    Silence() {
        active_ = tcgetattr(STDIN_FILENO, &before_) == 0;
        if (!active_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Silence() {
        if (active_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

  private:
    termios before_{};
    bool active_ = false;
};

}  // namespace

nlohmann::ordered_json orNull(const std::string& text) {
    if (text.empty()) return nullptr;
    return text;
}

nlohmann::ordered_json orNull(const std::optional<Instant>& time) {
    if (!time) return nullptr;
    return toRfc3339(*time);
}

void Terminal::line(const nlohmann::ordered_json& object) const {
    endProgress();
    std::string out;
    if (json_) {
        out = object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    } else {
        for (const auto& [key, value] : object.items()) {
            if (value.is_null()) continue;
            if (!out.empty()) out += "  ";
            out +=
                key + ": " +
                (value.is_string() ? value.get<std::string>()
                                   : value.dump(-1, ' ', false,
                                                nlohmann::ordered_json::error_handler_t::replace));
        }
    }
    out += '\n';
    std::fwrite(out.data(), 1, out.size(), stdout);
    std::fflush(stdout);
}

void Terminal::progress(const std::string& text) const {
    const bool tty = isatty(STDERR_FILENO) == 1;
    const std::int64_t now = systemClock().bootMs();
    if (now - lastProgressMs_ < (tty ? kProgressEveryMs : kProgressLineEveryMs)) return;
    lastProgressMs_ = now;
    progressOpen_ = tty;
    std::fprintf(stderr, tty ? "\r\033[K%s" : "%s\n", text.c_str());
    std::fflush(stderr);
}

void Terminal::endProgress() const {
    if (progressOpen_) std::fputs("\r\033[K", stderr);
    progressOpen_ = false;
}

int Terminal::fail(const Error& error) const {
    endProgress();
    std::fprintf(stderr, "%s\n", describe(error).c_str());
    return 1;
}

Result<SecretBytes> Terminal::passphrase(Files& files, const std::string& path,
                                         const char* prompt) {
    if (!path.empty()) return readPassphraseFile(files, path);
    if (isatty(STDIN_FILENO) == 0)
        return Error{Code::Invalid, "passphrase",
                     "give --passphrase-file, or type it on a terminal"};
    SecretBytes typed(kMaxPassphrase);
    std::size_t size = 0;
    {
        std::fputs(prompt, stderr);
        std::fflush(stderr);
        const Silence silence;
        // Byte by byte from the descriptor: stdio would keep a copy in a buffer that nobody wipes.
        while (size < kMaxPassphrase && ::read(STDIN_FILENO, typed.data() + size, 1) == 1 &&
               typed.data()[size] != '\n')
            ++size;
    }
    std::fputc('\n', stderr);
    return SecretBytes::copyOf({typed.data(), size});
}

}  // namespace cairn
