// The evidence locker of a tablet: the deep module. Every write on a tablet goes through these few
// verbs; each returns only when what it says is durable. Opening takes a lock on the folder (InUse
// names the process). One thread; long verbs report progress and can be cancelled.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/catalog.h"
#include "core/decoder.h"
#include "core/recorder.h"

namespace cairn {

// What a shutter gives: bytes, when, where, of what.
struct Shot {
    Source source;
    std::uint64_t expectedBytes = 0;
    std::string mediaType;  // MIME
    std::string site;
    Subject subject;  // site, exhibit and form are filled by the locker; give an exhibit's number
                      // to add a frame to it
    TextNote text;
    std::optional<Fix> fix;      // absent position with a reason is a legal answer
    std::optional<Stamp> stamp;  // of the shutter; else now
};

struct Imported {
    enum class State { Saved, Duplicate, Refused };
    std::string file;     // as named by the caller
    std::string exhibit;  // of the new or the existing exhibit
    Digest sha256;
    State state = State::Refused;
    std::string sameAs;
    std::optional<Position> exifPosition;
    std::optional<Error> error;
};

struct ImportProgress {
    std::uint64_t filesDone = 0, filesTotal = 0, bytesDone = 0, bytesTotal = 0;
};

class Locker {
  public:
    static Result<std::unique_ptr<Locker>> open(Files& files, Clock& clock,
                                                const std::string& folder,
                                                const SecretBytes& passphrase);
    // Opens with an index made anew from the ledger; see Recorder::rebuild.
    static Result<std::unique_ptr<Locker>> rebuild(Files& files, Clock& clock,
                                                   const std::string& folder,
                                                   const SecretBytes& passphrase);
    explicit Locker(std::unique_ptr<Recorder> recorder);
    ~Locker();

    Result<std::string> openSite(Site site);  // its number
    // The exhibit's number. Object first, record second. Invalid when the source gives nothing.
    Result<std::string> capture(Shot shot);
    // Words, tags, types and position replace what is shown; what was recorded first stays. `fix`
    // absent: the position stays.
    Result<void> amend(std::string_view exhibit, const Subject& subject, const TextNote& text,
                       const std::optional<Fix>& fix, ReasonCode reason);
    Result<void> withdraw(std::string_view exhibit, ReasonCode reason, std::string_view note);
    // A small picture for lists, made by the decoder, sealed, and named by a derived record, one
    // for a hundred.
    struct NewPreview {
        std::string exhibit;
        Bytes jpeg;
    };
    Result<void> addPreviews(std::vector<NewPreview> previews);

    // Every regular file in the paths, any type and size, no links followed, folders recursively in
    // name order. `each` hears of a file when what it says is durable. Files are sealed side by
    // side and records committed in groups. The decoder reads metadata; without one (nullptr)
    // metadata stays "not read". Previews are made and named after the originals are safe. Bytes
    // that the operation holds already are not sealed again: a duplicate at the same site, an
    // exhibit that names the other's object elsewhere. A file that cannot be read, or that changes
    // meanwhile, is refused and the others go on. `progress` may stop the work by returning false:
    // what was heard of stays saved, the rest is not in the answer. An error means that the locker
    // must be opened anew.
    Result<std::vector<Imported>> import(
        std::string_view site, const std::vector<std::string>& paths, Decoder* decoder,
        const std::function<void(const Imported&)>& each,
        const std::function<bool(const ImportProgress&)>& progress = {});

    // Receipts and deliveries that the courier fetched and checked; each becomes a record, so that
    // the database can be rebuilt.
    Result<void> fileReceipt(Bytes witness, Bytes holding);
    Result<void> fileDelivery(Delivery delivery);
    // Which of the ledger's bytes HQ was last seen to have of an exhibit; a picture for the
    // screens, asked anew by each sync.
    void noteSent(const Digest& object, std::uint64_t bytes);

    // Plaintext of an exhibit's original or preview, authenticated chunk by chunk.
    Result<SealReader> openOriginal(std::string_view exhibit);
    Result<SealReader> openPreview(std::string_view exhibit);

    Catalog& catalog();
    Recorder& recorder();
    std::string folder() const;

  private:
    class Import;
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cairn
