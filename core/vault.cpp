#include "core/vault.h"

#include <algorithm>
#include <cstring>

namespace cairn {

namespace {

constexpr std::string_view kPart = ".part";
constexpr std::size_t kCopyBuffer = 256 * 1024;

std::string pathOf(const std::string& folder, const std::string& name) {
    return folder + "/" + name;
}

// A new object on its way in: removed again unless it got its name.
class Part {
  public:
    static Result<Part> create(Files& files, const std::string& folder) {
        const std::string path = pathOf(folder, toHex(randomBytes(16)) + std::string(kPart));
        return Part(files, folder, path, TRY(files.open(path, OpenMode::Create)));
    }
    Part(Part&&) noexcept = default;
    Part& operator=(Part&&) = delete;
    ~Part() {
        if (!file_) return;
        file_.reset();
        (void)files_->remove(path_);  // what is left after a failure here is listed as unterminated
    }

    Result<void> append(ByteView bytes) {
        TRY(file_->append(bytes));
        file_->startWriteback();
        return {};
    }

    // Durable under its name when this returns: file, then name, then folder.
    Result<void> become(const Digest& name) {
        TRY(file_->sync());
        TRY(files_->rename(path_, pathOf(folder_, name.hex())));
        file_.reset();
        return files_->syncFolder(folder_);
    }

  private:
    Part(Files& files, std::string folder, std::string path, std::unique_ptr<File> file)
        : files_(&files),
          folder_(std::move(folder)),
          path_(std::move(path)),
          file_(std::move(file)) {}
    Files* files_;
    std::string folder_;
    std::string path_;
    std::unique_ptr<File> file_;
};

}  // namespace

Source sourceOf(ByteView bytes) {
    return [bytes](std::span<std::uint8_t> to) mutable -> Result<std::size_t> {
        const std::size_t size = std::min(to.size(), bytes.size());
        if (size > 0) std::memcpy(to.data(), bytes.data(), size);
        bytes = bytes.subspan(size);
        return size;
    };
}

Source sourceOf(std::shared_ptr<File> file) {
    return [file = std::move(file),
            offset = std::uint64_t{0}](std::span<std::uint8_t> to) mutable -> Result<std::size_t> {
        const std::size_t size = TRY(file->readAt(offset, to));
        offset += size;
        return size;
    };
}

Result<std::uint64_t> drain(const Source& source, const std::function<Result<void>(ByteView)>& to) {
    const std::unique_ptr<std::uint8_t[]> buffer(new std::uint8_t[kCopyBuffer]);
    std::uint64_t total = 0;
    for (;;) {
        const std::size_t size = TRY(source({buffer.get(), kCopyBuffer}));
        if (size == 0) return total;
        total += size;
        TRY(to({buffer.get(), size}));
    }
}

Result<Vault> Vault::open(Files& files, std::string folder) {
    TRY(files.makeFolder(folder));
    return Vault(files, std::move(folder));
}

Result<void> Vault::checkRoom(std::uint64_t bytes) const {
    const std::uint64_t free = TRY(files_->freeBytes(folder_));
    if (free >= kReserveBytes && free - kReserveBytes >= bytes) return {};
    return Error{Code::StorageFull, "objects", std::to_string(free >> 20) + " MiB free"};
}

Result<Sealed> Vault::put(std::span<const Recipient> recipients, const Source& source,
                          std::uint64_t expectedBytes,
                          const std::function<bool(std::uint64_t)>& progress) const {
    TRY(checkRoom(sealedSize(expectedBytes, recipients.size())));
    Part part = TRY(Part::create(*files_, folder_));
    SealWriter writer =
        TRY(SealWriter::open(recipients, [&part](ByteView bytes) { return part.append(bytes); }));
    std::uint64_t total = 0;
    for (;;) {
        const std::size_t size = TRY(source(writer.room()));
        if (size == 0) break;
        TRY(writer.advance(size));
        total += size;
        if (progress && !progress(total)) return Error{Code::Cancelled, "objects", {}};
    }
    Sealed sealed = TRY(writer.finish());
    TRY(part.become(sealed.sealed));
    return sealed;
}

Result<void> Vault::admit(const Digest& name, const Source& sealed) const {
    if (has(name)) return {};
    TRY(checkRoom(0));
    Part part = TRY(Part::create(*files_, folder_));
    Sha256 hash;
    TRY(drain(sealed, [&](ByteView bytes) {
        hash.update(bytes);
        return part.append(bytes);
    }));
    if (hash.finish() != name)
        return Error{Code::Corrupt, name.hex(), "these bytes have another name"};
    return part.become(name);
}

bool Vault::has(const Digest& name) const {
    const auto info = files_->info(pathOf(folder_, name.hex()));
    return info && info->isFile;
}

Result<std::uint64_t> Vault::size(const Digest& name) const {
    return TRY(files_->info(pathOf(folder_, name.hex()))).size;
}

Result<std::unique_ptr<File>> Vault::file(const Digest& name) const {
    return files_->open(pathOf(folder_, name.hex()), OpenMode::Read);
}

Result<SealReader> Vault::open(const Digest& name, const Identity& identity) const {
    return SealReader::open(TRY(file(name)), identity);
}

Result<SealReader> Vault::open(const Digest& name, const SecretBytes& fileKey) const {
    return SealReader::openWithFileKey(TRY(file(name)), fileKey);
}

Result<void> Vault::verify(const Digest& name) const {
    const std::shared_ptr<File> object = TRY(file(name));
    Sha256 hash;
    TRY(drain(sourceOf(object), [&hash](ByteView bytes) -> Result<void> {
        hash.update(bytes);
        return {};
    }));
    if (hash.finish() != name) return Error{Code::Corrupt, name.hex(), "its bytes changed"};
    return {};
}

Result<Vault::Contents> Vault::contents() const {
    Contents contents;
    for (const FileInfo& info : TRY(files_->list(folder_))) {
        const auto digest = Digest::fromHex(info.name);
        if (info.isFile && digest)
            contents.objects.push_back(*digest);  // sorted: hex keeps the order of bytes
        else if (info.isFile && info.name.ends_with(kPart))
            contents.unterminated.push_back(info.name);
        else
            contents.unknown.push_back(info.name);
    }
    return contents;
}

}  // namespace cairn
