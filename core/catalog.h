// Read-only questions about what is recorded; the tablet and headquarters ask the same ones. Pages
// never cost more because more is stored. One thread, the one that owns the Store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/domain.h"
#include "core/record.h"
#include "core/result.h"

namespace cairn {

class Store;

inline constexpr std::uint32_t kLargestPage = 1000;  // rows a question answers at most

enum class ExhibitState : std::uint8_t { Saved, Sending, Received, Confirmed };
const char* name(ExhibitState state);  // "saved", "sending", "received", "confirmed"

struct SiteRow {
    std::string number, name, nameLocal, type, status;
    std::optional<Position> position;
    RecordId record;
    Instant created;
    std::uint64_t exhibits = 0;
    std::uint64_t unreceived = 0;
};

struct ExhibitRow {
    std::string number, site, title, note, itemType, form, shotType, fileName, mediaType, sameAs;
    std::vector<std::string> tags;
    RecordId record;  // of the exhibit as first recorded
    Instant created;
    Digest sha256;  // of the original
    std::uint64_t bytes = 0;
    std::vector<Segment> segments;
    std::optional<Segment> preview;
    std::optional<Position> position;      // claimed by the receiver or a person
    std::optional<Position> exifPosition;  // claimed by the file
    MetadataState metadata = MetadataState::NotRead;
    ExhibitState state = ExhibitState::Saved;
    std::uint64_t bytesSent = 0;
    std::optional<Instant> receivedAt, confirmedAt;
    std::optional<ReviewOutcome> review;
    std::string reviewReason;
    bool withdrawn = false;
};

struct HistoryRow {
    RecordId record;
    std::uint32_t kind = 0;
    Instant at;
    std::string person;
    std::string summary;  // codes and numbers; the screen turns them into words
};

struct OutboxTotals {
    std::uint64_t records = 0;  // not yet witnessed (receipts and deliveries do not count)
    std::uint64_t objects = 0;  // not yet in a holding
    std::uint64_t bytes = 0;
    std::uint64_t exhibits = 0;  // below received
    std::uint64_t unconfirmed = 0;
};

// An object that its ledger's record names and no holding on file covers.
struct Waiting {
    std::uint64_t sequence = 0;  // of the record that names it
    Digest object;
    std::uint64_t bytes = 0;
};

class Catalog {
  public:
    explicit Catalog(Store& store) : store_(&store) {}

    Result<std::vector<SiteRow>> sites() const;
    Result<SiteRow> site(std::string_view number) const;

    struct Page {
        std::string site;  /* empty: all */
        std::string after; /* number of the last row seen */
        std::uint32_t limit = 50;
        bool newestFirst = false;
    };
    Result<std::vector<ExhibitRow>> exhibits(const Page& page) const;
    Result<ExhibitRow> exhibit(std::string_view number) const;
    Result<std::vector<ExhibitRow>> search(std::string_view words, std::uint32_t limit = 50) const;
    Result<std::vector<HistoryRow>> history(std::string_view exhibit) const;
    Result<OutboxTotals> outbox() const;
    Result<std::uint64_t> exhibitCount() const;
    // The courier's questions about one ledger of this index: how many records a witness on file
    // covers; how many after those are neither receipts nor deliveries; objects that wait for a
    // holding, whose record stands at `from` or later, in order; of each foreign ledger, the last
    // record delivered.
    Result<std::uint64_t> witnessed(std::uint32_t device, std::uint32_t ledger) const;
    Result<std::uint64_t> unwitnessed(std::uint32_t device, std::uint32_t ledger) const;
    Result<std::vector<Waiting>> waiting(std::uint32_t device, std::uint32_t ledger,
                                         std::uint64_t from, std::uint32_t limit) const;
    Result<std::vector<RecordId>> lastDeliveries() const;
    // The exhibit of the same operation that holds these bytes, at that site or (site empty)
    // anywhere.
    Result<std::optional<std::string>> holderOf(const Digest& plain, std::string_view site) const;
    // Plain digests of the originals of that size: whoever is none of them was never recorded.
    Result<std::vector<Digest>> originalsOfSize(std::uint64_t bytes) const;

  private:
    Store* store_;
};

}  // namespace cairn
