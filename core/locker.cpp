#include "core/locker.h"

#include "core/locker_state.h"
#include "core/media_type.h"
#include "core/vocabulary.h"

namespace cairn {
namespace {

constexpr std::size_t kPreviewsOfARecord = 100;

// A vocabulary term given by its slug is recorded by its code.
void useCode(std::string& value, std::string_view set) {
    if (const auto* term = vocabulary().find(set, value)) value = term->code;
}

}  // namespace

Result<std::unique_ptr<Locker>> Locker::open(Files& files, Clock& clock, const std::string& folder,
                                             const SecretBytes& passphrase) {
    return std::make_unique<Locker>(TRY(Recorder::open(files, clock, folder, passphrase)));
}

Result<std::unique_ptr<Locker>> Locker::rebuild(Files& files, Clock& clock,
                                                const std::string& folder,
                                                const SecretBytes& passphrase) {
    return std::make_unique<Locker>(TRY(Recorder::rebuild(files, clock, folder, passphrase)));
}

Locker::Locker(std::unique_ptr<Recorder> recorder)
    : state_(std::make_unique<State>(std::move(recorder))) {}
Locker::~Locker() = default;

Result<std::string> Locker::openSite(Site site) {
    useCode(site.type, "site_type");
    useCode(site.status, "site_status");
    TRY(validate(site));
    auto& recorder = *state_->recorder;
    const auto last = TRY(recorder.store().lastNumber(""));
    site.number = siteNumber(recorder.membership().bundle.realm, state_->device(), last + 1);
    NewRecord record;
    record.kind = Kind::Site;
    record.parts = {site};
    if (site.fix) record.parts.push_back(*site.fix);
    TRY(recorder.record(std::move(record)));
    return site.number;
}

Result<std::string> Locker::capture(Shot shot) {
    auto& recorder = *state_->recorder;
    TRY(state_->catalog.site(shot.site));
    Subject subject = std::move(shot.subject);
    subject.site = shot.site;
    useCode(subject.itemType, "item_type");
    useCode(subject.shotType, "shot_type");
    if (subject.exhibit.empty()) {
        subject.exhibit = TRY(state_->nextExhibit(shot.site));
    } else {
        const auto row = TRY(state_->catalog.exhibit(subject.exhibit));
        if (row.record.device != state_->device())
            return Error{Code::Refused, "exhibit", "of another device"};
        if (row.site != shot.site)
            return Error{Code::Invalid, "site", "the exhibit is of " + row.site};
    }
    if (subject.form.empty()) subject.form = mediaForm(shot.mediaType);
    TRY(validate(subject));
    TRY(validate(shot.text));
    TRY(checkText(shot.mediaType, "media type", 128));
    if (shot.fix) TRY(validate(*shot.fix));

    auto sealed = TRY(recorder.vault().put(recorder.recipients(), shot.source, shot.expectedBytes));
    if (sealed.plainBytes == 0) return Error{Code::Invalid, "media", "the camera gave no bytes"};
    Media media;
    media.type = shot.mediaType;
    media.segments = {{sealed.plain, sealed.plainBytes, sealed.sealed, sealed.sealedBytes}};
    const std::string number = subject.exhibit;
    NewRecord record;
    record.kind = Kind::Exhibit;
    record.origin = Origin::Captured;
    record.parts = {std::move(subject), std::move(media)};
    if (shot.fix) record.parts.push_back(std::move(*shot.fix));
    if (!shot.text.empty()) record.parts.push_back(std::move(shot.text));
    record.objects = {{sealed.sealed, sealed.sealedBytes, {}}};
    record.fileKeys.push_back(std::move(sealed.fileKey));
    record.stamp = std::move(shot.stamp);
    TRY(recorder.record(std::move(record)));
    return number;
}

Result<void> Locker::amend(std::string_view exhibit, const Subject& subject, const TextNote& text,
                           const std::optional<Fix>& fix, ReasonCode reason) {
    const auto row = TRY(state_->catalog.exhibit(exhibit));
    if (row.record.device != state_->device())
        return Error{Code::Refused, "exhibit", "of another device"};
    Subject changed = subject;
    changed.exhibit = row.number;
    if (changed.site.empty()) changed.site = row.site;
    if (changed.form.empty()) changed.form = row.form;
    if (changed.sameAs.empty()) changed.sameAs = row.sameAs;
    useCode(changed.itemType, "item_type");
    useCode(changed.shotType, "shot_type");
    TRY(validate(changed));
    TRY(validate(text));
    if (fix) TRY(validate(*fix));
    TRY(state_->catalog.site(changed.site));
    NewRecord record;
    record.kind = Kind::Amendment;
    record.parts = {std::move(changed), text};
    if (fix) record.parts.push_back(*fix);
    record.corrects = row.record.sequence;
    record.reason = reason;
    TRY(state_->recorder->record(std::move(record)));
    return {};
}

Result<void> Locker::withdraw(std::string_view exhibit, ReasonCode reason, std::string_view note) {
    const auto row = TRY(state_->catalog.exhibit(exhibit));
    if (row.record.device != state_->device())
        return Error{Code::Refused, "exhibit", "of another device"};
    if (row.withdrawn) return {};
    TextNote words;
    words.note = note;
    TRY(validate(words));
    NewRecord record;
    record.kind = Kind::Withdrawal;
    if (!words.empty()) record.parts = {std::move(words)};
    record.corrects = row.record.sequence;
    record.reason = reason;
    TRY(state_->recorder->record(std::move(record)));
    return {};
}

Result<void> Locker::addPreviews(std::vector<NewPreview> previews) {
    auto& recorder = *state_->recorder;
    for (std::size_t begin = 0; begin < previews.size(); begin += kPreviewsOfARecord) {
        NewRecord record;
        record.kind = Kind::Derived;
        record.origin = Origin::Derived;
        Media media;
        media.type = "image/jpeg";
        media.role = "preview";
        media.derivedBy = "preview";
        Link link;
        link.relation = "preview_of";
        for (std::size_t i = begin; i < std::min(begin + kPreviewsOfARecord, previews.size());
             ++i) {
            const auto row = TRY(state_->catalog.exhibit(previews[i].exhibit));
            if (row.record.device != state_->device())
                return Error{Code::Refused, "exhibit", "of another device"};
            auto sealed = TRY(recorder.vault().put(
                recorder.recipients(), sourceOf(previews[i].jpeg), previews[i].jpeg.size()));
            link.targets.push_back(
                {row.record.sequence, static_cast<std::uint32_t>(media.segments.size())});
            media.segments.push_back(
                {sealed.plain, sealed.plainBytes, sealed.sealed, sealed.sealedBytes});
            record.objects.push_back({sealed.sealed, sealed.sealedBytes, {}});
            record.fileKeys.push_back(std::move(sealed.fileKey));
        }
        record.parts = {std::move(media), std::move(link)};
        TRY(recorder.record(std::move(record)));
    }
    return {};
}

Result<void> Locker::fileReceipt(Bytes witness, Bytes holding) {
    return state_->recorder->fileReceipt(std::move(witness), std::move(holding));
}
Result<void> Locker::fileDelivery(Delivery delivery) {
    return state_->recorder->fileDelivery(std::move(delivery));
}
void Locker::noteSent(const Digest& object, std::uint64_t bytes) {
    state_->recorder->store().noteSent(object, bytes);
}

Result<SealReader> Locker::openOriginal(std::string_view exhibit) {
    const auto row = TRY(state_->catalog.exhibit(exhibit));
    if (row.segments.empty()) return Error{Code::NotFound, "original", std::string(exhibit)};
    return state_->recorder->openObject(row.segments.front().object);
}

Result<SealReader> Locker::openPreview(std::string_view exhibit) {
    const auto row = TRY(state_->catalog.exhibit(exhibit));
    if (!row.preview) return Error{Code::NotFound, "preview", std::string(exhibit)};
    return state_->recorder->openObject(row.preview->object);
}

Catalog& Locker::catalog() { return state_->catalog; }
Recorder& Locker::recorder() { return *state_->recorder; }
std::string Locker::folder() const { return state_->recorder->folder(); }

}  // namespace cairn
