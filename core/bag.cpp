#include "core/bag.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace cairn {

namespace {

constexpr std::size_t kMaxList = 64u << 20;
constexpr std::size_t kMaxDisclosed = 256u << 10;

Error malformed(std::string_view what) {
    return Error{Code::Malformed, "export", std::string(what)};
}

// One line at a time, and words in it; never past the end.
class Lines {
  public:
    explicit Lines(std::string_view text) : rest_(text) {}
    bool more() const { return !rest_.empty(); }
    std::optional<std::string_view> next() {
        const auto end = rest_.find('\n');
        if (end == std::string_view::npos) return {};
        const auto line = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return line;
    }

  private:
    std::string_view rest_;
};

std::vector<std::string_view> wordsOf(std::string_view line) {
    std::vector<std::string_view> out;
    while (true) {
        const auto end = line.find(' ');
        out.push_back(line.substr(0, end));
        if (end == std::string_view::npos) return out;
        line.remove_prefix(end + 1);
    }
}

template <class Number>
Result<Number> number(std::string_view word) {
    Number value{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size()) return malformed("number");
    return value;
}

std::vector<std::string_view> divided(std::string_view word, char by) {
    std::vector<std::string_view> out;
    while (true) {
        const auto end = word.find(by);
        out.push_back(word.substr(0, end));
        if (end == std::string_view::npos) return out;
        word.remove_prefix(end + 1);
    }
}

Result<RecordId> recordId(std::string_view word) {
    const auto pieces = divided(word, '/');
    if (pieces.size() != 3) return malformed("record");
    return RecordId{TRY(number<std::uint32_t>(pieces[0])), TRY(number<std::uint32_t>(pieces[1])),
                    TRY(number<std::uint64_t>(pieces[2]))};
}

Result<PartType> partType(std::string_view word) {
    for (std::uint32_t i = static_cast<std::uint32_t>(PartType::Author);
         i <= static_cast<std::uint32_t>(PartType::Site); ++i)
        if (name(static_cast<PartType>(i)) == word) return static_cast<PartType>(i);
    return malformed("part");
}

// Manifests are sorted by path, as the list is.
std::string manifestLine(const Digest& digest, std::string_view path) {
    return digest.hex() + "  " + std::string(path) + "\n";
}

}  // namespace

bool isBagPath(std::string_view path) {
    if (path.empty() || path.size() > 200) return false;
    const auto pieces = divided(path, '/');
    if (pieces.size() > 6) return false;
    for (const auto piece : pieces) {
        if (piece.empty() || piece.front() == '.') return false;
        for (const char c : piece)
            if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '.' || c == '_' || c == '-'))
                return false;
    }
    return true;
}

std::string renderExportList(const ExportList& list) {
    auto files = list.files;
    std::ranges::sort(files, {}, &ExportStatement::File::path);
    auto exhibits = list.exhibits;
    std::ranges::sort(exhibits, {}, [](const auto& e) { return std::tie(e.number, e.record); });
    auto ranges = list.ranges;
    std::ranges::sort(ranges, {},
                      [](const auto& r) { return std::tie(r.device, r.ledger, r.begin, r.end); });

    std::string out = "cairn export 1\n";
    out += std::string("operation ") + name(list.realm) + " " + list.operation + "\n";
    out += "made " + toRfc3339(list.made) + "\n";
    if (!list.purpose.empty()) out += "purpose " + list.purpose + "\n";
    for (const auto& file : files)
        out +=
            "file " + file.sha256.hex() + " " + std::to_string(file.bytes) + " " + file.path + "\n";
    for (const auto& exhibit : exhibits) {
        out += "exhibit " + exhibit.number + " " + exhibit.record.text() + " ";
        for (std::size_t i = 0; i < exhibit.withheld.size(); ++i)
            out += std::string(i ? "," : "") + name(exhibit.withheld[i]);
        if (exhibit.withheld.empty()) out += "-";
        for (const auto& path : exhibit.originals) out += " " + path;
        if (exhibit.originals.empty()) out += " -";
        out += "\n";
    }
    for (const auto& range : ranges)
        out += "range " + std::to_string(range.device) + "/" + std::to_string(range.ledger) + " " +
               std::to_string(range.begin) + " " + std::to_string(range.end) + "\n";
    return out;
}

Result<ExportList> parseExportList(ByteView bytes) {
    if (bytes.size() > kMaxList) return Error{Code::TooLarge, "export", "cairn/export.txt"};
    Lines lines(text(bytes));
    ExportList out;
    if (lines.next() != "cairn export 1") return malformed("first line");
    bool operation = false, made = false;
    while (lines.more()) {
        const auto line = lines.next();
        if (!line) return malformed("last line");
        const auto word = wordsOf(*line);
        if (word[0] == "operation" && word.size() == 3) {
            out.realm = TRY(realmFromName(word[1]));
            out.operation = word[2];
            operation = true;
        } else if (word[0] == "made" && word.size() == 2) {
            out.made = TRY(fromRfc3339(word[1]));
            made = true;
        } else if (word[0] == "purpose") {
            out.purpose = line->substr(std::min<std::size_t>(line->size(), 8));
            TRY(checkText(out.purpose, "purpose"));
        } else if (word[0] == "file" && word.size() == 4) {
            if (!isBagPath(word[3])) return malformed("path");
            ExportStatement::File file;
            file.sha256 = TRY(Digest::fromHex(word[1]));
            file.bytes = TRY(number<std::uint64_t>(word[2]));
            file.path = word[3];
            out.files.push_back(std::move(file));
        } else if (word[0] == "exhibit" && word.size() >= 5) {
            ExportList::Exhibit exhibit;
            exhibit.number = word[1];
            exhibit.record = TRY(recordId(word[2]));
            if (!isExhibitNumber(exhibit.number)) return malformed("exhibit");
            if (word[3] != "-")
                for (const auto part : divided(word[3], ','))
                    exhibit.withheld.push_back(TRY(partType(part)));
            if (word[4] != "-")
                for (std::size_t i = 4; i < word.size(); ++i) {
                    if (!isBagPath(word[i])) return malformed("path");
                    exhibit.originals.emplace_back(word[i]);
                }
            out.exhibits.push_back(std::move(exhibit));
        } else if (word[0] == "range" && word.size() == 4) {
            const auto pieces = divided(word[1], '/');
            if (pieces.size() != 2) return malformed("range");
            out.ranges.push_back(
                {TRY(number<std::uint32_t>(pieces[0])), TRY(number<std::uint32_t>(pieces[1])),
                 TRY(number<std::uint64_t>(word[2])), TRY(number<std::uint64_t>(word[3]))});
        } else {
            return malformed("line");
        }
    }
    if (!operation || !made) return malformed("operation or made");
    for (std::size_t i = 1; i < out.files.size(); ++i)
        if (out.files[i].path == out.files[i - 1].path) return malformed("a path twice");
    // One list has one form: whatever was repeated, out of order or written another way ends here.
    if (renderExportList(out) != text(bytes)) return malformed("not in canonical form");
    return out;
}

std::string renderDisclosedRecord(const DisclosedRecord& record) {
    std::string out = "cairn disclosed record 1\n";
    out += "record " + toBase64(record.signedRecord) + "\n";
    for (const auto& part : record.parts) out += "part " + (part ? toBase64(*part) : "-") + "\n";
    Bytes hashes;
    for (const auto& hash : record.proof) append(hashes, hash.view());
    out += "proof " + std::to_string(record.size) + " " +
           (hashes.empty() ? "-" : toBase64(hashes)) + "\n";
    if (record.note)
        out += "note " + record.note->hex() + "\n";
    else
        out += "checkpoint " + toBase64(record.checkpoint) + "\n";
    return out;
}

Result<DisclosedRecord> parseDisclosedRecord(ByteView bytes) {
    if (bytes.size() > kMaxDisclosed) return Error{Code::TooLarge, "record", ""};
    Lines lines(text(bytes));
    DisclosedRecord out;
    if (lines.next() != "cairn disclosed record 1") return malformed("first line");
    while (lines.more()) {
        const auto line = lines.next();
        if (!line) return malformed("last line");
        const auto word = wordsOf(*line);
        if (word[0] == "record" && word.size() == 2) {
            out.signedRecord = TRY(fromBase64(word[1]));
        } else if (word[0] == "part" && word.size() == 2) {
            if (out.parts.size() == 64) return Error{Code::TooLarge, "record", "parts"};
            if (word[1] == "-")
                out.parts.emplace_back();
            else
                out.parts.emplace_back(TRY(fromBase64(word[1])));
        } else if (word[0] == "proof" && word.size() == 3) {
            out.size = TRY(number<std::uint64_t>(word[1]));
            out.proof.clear();
            if (word[2] == "-") continue;
            const auto hashes = TRY(fromBase64(word[2]));
            if (hashes.size() % Digest::size != 0 || hashes.size() > 64 * Digest::size)
                return malformed("proof");
            for (std::size_t at = 0; at < hashes.size(); at += Digest::size)
                out.proof.push_back(TRY(Digest::from(ByteView(hashes).subspan(at, Digest::size))));
        } else if (word[0] == "note" && word.size() == 2) {
            out.note = TRY(Digest::fromHex(word[1]));
        } else if (word[0] == "checkpoint" && word.size() == 2) {
            out.checkpoint = TRY(fromBase64(word[1]));
        } else {
            return malformed("line");
        }
    }
    if (renderDisclosedRecord(out) != text(bytes)) return malformed("not in canonical form");
    return out;
}

std::string bagReadme() {
    return "This folder is an export of evidence recorded with Cairn. Its content is NOT "
           "encrypted.\n"
           "\n"
           "data/   originals, byte for byte as they were recorded, and small pictures derived "
           "from "
           "them\n"
           "cairn/  records, signatures, receipts and certificates that prove them\n"
           "\n"
           "To check it, offline:  cairn-verify FOLDER --roots HASH\n"
           "HASH is the SHA-256 of cairn/bundle/1.pb. Take it from a source that you trust, never "
           "from here.\n"
           "It is also a BagIt 1.0 bag:  sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt\n"
           "That finds accidents only; whoever changes a file can write manifests anew. The "
           "signatures cannot be.\n";
}

std::map<std::string, std::string> bagTagFiles(const ExportList& list, const Digest& exportList,
                                               const Digest& statement) {
    std::map<std::string, std::string> out;
    std::uint64_t payloadBytes = 0, payloadFiles = 0;
    std::map<std::string, Digest> tags;
    std::string payload;
    auto files = list.files;
    std::ranges::sort(files, {}, &ExportStatement::File::path);
    for (const auto& file : files) {
        if (file.path.rfind("data/", 0) == 0) {
            payload += manifestLine(file.sha256, file.path);
            payloadBytes += file.bytes;
            ++payloadFiles;
        } else {
            tags[file.path] = file.sha256;
        }
    }
    out["bagit.txt"] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    out["bag-info.txt"] =
        "External-Identifier: " + list.operation + "\n" +
        "Bagging-Date: " + toRfc3339(list.made).substr(0, 10) + "\n" +
        "Bag-Software-Agent: Cairn\n" + "Payload-Oxum: " + std::to_string(payloadBytes) + "." +
        std::to_string(payloadFiles) + "\n" + "Cairn-Realm: " + name(list.realm) + "\n";
    out["manifest-sha256.txt"] = payload;
    tags["cairn/export.txt"] = exportList;
    tags["cairn/statement.txt"] = statement;
    for (const auto& [path, bytes] : out) tags[path] = sha256(view(bytes));
    std::string tagManifest;
    for (const auto& [path, digest] : tags) tagManifest += manifestLine(digest, path);
    out["tagmanifest-sha256.txt"] = tagManifest;
    return out;
}

}  // namespace cairn
