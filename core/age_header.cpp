#include "core/age_header.h"

#include <sodium.h>

#include <algorithm>
#include <optional>

namespace cairn {

namespace {

constexpr std::string_view kIntro = "age-encryption.org/v1\n";
constexpr std::size_t kColumns = 64;

Error malformed(const char* detail) { return {Code::Malformed, "sealed header", detail}; }

// Takes one line off the front of `rest`, without its LF. Nothing when no LF is left.
std::optional<std::string_view> takeLine(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

// One or more visible ASCII strings with single spaces between.
Result<std::vector<std::string>> splitArguments(std::string_view line) {
    std::vector<std::string> arguments;
    for (;;) {
        const std::size_t space = line.find(' ');
        const std::string_view argument = line.substr(0, space);
        const bool visible = std::all_of(argument.begin(), argument.end(),
                                         [](char c) { return c >= 33 && c <= 126; });
        if (argument.empty() || !visible) return malformed("stanza argument");
        arguments.emplace_back(argument);
        if (space == std::string_view::npos) return arguments;
        line.remove_prefix(space + 1);
    }
}

// Lines of exactly 64 columns and one shorter, perhaps empty, at the end.
Result<Bytes> takeBody(std::string_view& rest) {
    Bytes body;
    for (;;) {
        const auto line = takeLine(rest);
        if (!line) return malformed("cut in a stanza");
        if (line->size() > kColumns) return malformed("stanza line too long");
        append(body, TRY(fromBase64Unpadded(*line)));
        if (line->size() < kColumns) return body;
    }
}

}  // namespace

std::string toBase64Unpadded(ByteView bytes) {
    std::string text(
        sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    text.pop_back();  // its terminating zero
    return text;
}

Result<Bytes> fromBase64Unpadded(std::string_view text) {
    Bytes bytes(text.size() / 4 * 3 + 3);
    std::size_t size = 0;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size,
                          nullptr, sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0)
        return malformed("base64");
    bytes.resize(size);
    if (toBase64Unpadded(bytes) != text) return malformed("base64 not canonical");
    return bytes;
}

Result<AgeHeader> AgeHeader::parse(ByteView file) {
    std::string_view rest = text(file.first(std::min(file.size(), kMostBytes)));
    if (!rest.starts_with(kIntro)) {
        if (rest.starts_with("age-encryption.org/"))
            return Error{Code::Unsupported, "sealed header", "version of age"};
        return malformed("not an age file");
    }
    const std::size_t whole = rest.size();
    rest.remove_prefix(kIntro.size());

    AgeHeader header;
    for (;;) {
        const std::size_t lineStart = whole - rest.size();
        const auto line = takeLine(rest);
        if (!line && whole == kMostBytes) return Error{Code::TooLarge, "sealed header", {}};
        if (!line) return malformed("cut");
        if (line->starts_with("--- ")) {
            const Bytes mac = TRY(fromBase64Unpadded(line->substr(4)));
            if (mac.size() != header.mac.size()) return malformed("length of the MAC");
            std::copy(mac.begin(), mac.end(), header.mac.begin());
            header.macedBytes = lineStart + 3;
            header.bytes = whole - rest.size();
            if (header.stanzas.empty()) return malformed("no recipient");
            return header;
        }
        if (!line->starts_with("-> ")) return malformed("neither stanza nor MAC");
        if (header.stanzas.size() == kMostStanzas)
            return Error{Code::TooLarge, "sealed header", "recipients"};
        AgeStanza stanza;
        stanza.arguments = TRY(splitArguments(line->substr(3)));
        stanza.type = std::move(stanza.arguments.front());
        stanza.arguments.erase(stanza.arguments.begin());
        stanza.body = TRY(takeBody(rest));
        header.stanzas.push_back(std::move(stanza));
    }
}

std::string ageHeaderText(const std::vector<AgeStanza>& stanzas) {
    std::string header(kIntro);
    for (const AgeStanza& stanza : stanzas) {
        header += "-> " + stanza.type;
        for (const std::string& argument : stanza.arguments) header += " " + argument;
        header += "\n";
        const std::string body = toBase64Unpadded(stanza.body);
        std::size_t at = 0;
        do {  // a body that fills its last line is followed by an empty one
            header += body.substr(at, kColumns) + "\n";
            at += kColumns;
        } while (at <= body.size());
    }
    return header + "---";
}

std::string ageHeaderEnd(ByteView mac) { return " " + toBase64Unpadded(mac) + "\n"; }

}  // namespace cairn
