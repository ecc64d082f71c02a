#include "core/record.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>

#include "core/ledger.h"
#include "core/record.pb.h"

namespace cairn {
namespace {

constexpr std::uint32_t kVersion = 1;
constexpr int kMaxDepth = 8;
constexpr int kMaxString = 8192;
constexpr int kMaxObjects = 2000;
constexpr int kMaxProof = 64;
constexpr int kMaxSegments = 512;
constexpr int kMaxLinkTargets = 512;
constexpr int kMaxExportRows = 1000;

Bytes serialised(const google::protobuf::MessageLite& message) {
    Bytes out(message.ByteSizeLong());
    message.SerializeWithCachedSizesToArray(out.data());
    return out;
}

// Bytes must be one whole message and no deeper than ours ever are.
Result<void> parse(google::protobuf::MessageLite& message, ByteView bytes, std::size_t limit,
                   const char* what) {
    if (bytes.size() > limit)
        return Error{Code::TooLarge, what, std::to_string(bytes.size()) + " bytes"};
    google::protobuf::io::ArrayInputStream array(bytes.data(), static_cast<int>(bytes.size()));
    google::protobuf::io::CodedInputStream stream(&array);
    stream.SetRecursionLimit(kMaxDepth);
    if (!message.ParseFromCodedStream(&stream) || !stream.ConsumedEntireMessage())
        return Error{Code::Malformed, what, "not the expected message"};
    return {};
}

std::string string(ByteView bytes) { return std::string(text(bytes)); }
template <class F>
std::string string(const F& fixed) requires requires {
    F::size;
}
{ return string(fixed.view()); }
Bytes bytes(const std::string& from) { return copy(view(from)); }

// What an absent number means stays absent both ways.
template <class T, class Set>
void put(const std::optional<T>& value, Set set) {
    if (value) set(*value);
}
std::optional<std::int64_t> ms(const std::optional<Instant>& at) {
    return at ? std::optional(at->unixMs) : std::nullopt;
}
#define OPTIONAL(message, field) \
    ((message).has_##field() ? std::optional((message).field()) : std::nullopt)

std::optional<Instant> instant(std::optional<std::int64_t> value) {
    return value ? std::optional(Instant{*value}) : std::nullopt;
}

// Text of a part: as strict as what we write, so that a screen may show it.
Result<std::string> words(const std::string& from, const char* field) {
    TRY(checkText(from, field, kMaxString));
    return from;
}
Result<void> atMost(int count, int limit, const char* field) {
    if (count > limit) return Error{Code::TooLarge, field, std::to_string(count) + " entries"};
    return {};
}
Result<std::optional<Digest>> optionalDigest(const std::string& from) {
    if (from.empty()) return std::optional<Digest>();
    return std::optional(TRY(Digest::from(view(from))));
}

// ---- structs to messages ----

void write(record::Author& to, const Author& from) {
    to.set_person(from.person);
    to.set_person_key(string(from.key));
    to.set_signature(string(from.signature));
}

void write(record::Fix& to, const Fix& from) {
    if (from.position) {
        to.set_lat_e7(from.position->latE7);
        to.set_lon_e7(from.position->lonE7);
    }
    put(from.altitudeEllipsoidM, [&](double v) { to.set_altitude_ellipsoid_m(v); });
    put(from.altitudeMslM, [&](double v) { to.set_altitude_msl_m(v); });
    put(from.horizontalAccuracyM, [&](double v) { to.set_horizontal_accuracy_m(v); });
    put(from.verticalAccuracyM, [&](double v) { to.set_vertical_accuracy_m(v); });
    to.set_confidence_percent(from.confidencePercent);
    to.set_fix_type(static_cast<std::uint32_t>(from.type));
    put(from.hdop, [&](double v) { to.set_hdop(v); });
    put(from.pdop, [&](double v) { to.set_pdop(v); });
    put(from.satellitesUsed, [&](std::uint32_t v) { to.set_satellites_used(v); });
    put(from.satellitesInView, [&](std::uint32_t v) { to.set_satellites_in_view(v); });
    to.set_receiver(from.receiver);
    put(from.ageMs, [&](std::int64_t v) { to.set_age_ms(v); });
    put(ms(from.gnssTime), [&](std::int64_t v) { to.set_gnss_ms(v); });
    for (const auto& sentence : from.raw) to.add_raw(sentence);
    to.set_as_entered(from.asEntered);
    to.set_no_fix_reason(static_cast<std::uint32_t>(from.noFixReason));
    put(from.bearingDeg, [&](double v) {
        to.set_bearing_deg(v);
        to.set_bearing_reference(from.bearingIsMagnetic ? 2 : 1);
    });
    put(from.bearingAccuracyDeg, [&](double v) { to.set_bearing_accuracy_deg(v); });
    put(from.speedMps, [&](double v) { to.set_speed_mps(v); });
}

void write(record::Site& to, const Site& from) {
    to.set_site(from.number);
    to.set_name(from.name);
    to.set_name_local(from.nameLocal);
    to.set_type(from.type);
    to.set_status(from.status);
    to.set_access_note(from.accessNote);
}

void write(record::Subject& to, const Subject& from) {
    to.set_site(from.site);
    to.set_exhibit(from.exhibit);
    to.set_item_type(from.itemType);
    for (const auto& tag : from.tags) to.add_tags(tag);
    to.set_form(from.form);
    to.set_shot_type(from.shotType);
    to.set_series(from.series);
    put(from.frame, [&](std::uint32_t v) { to.set_frame(v); });
    to.set_same_as(from.sameAs);
    to.set_marker(from.marker);
}

void write(record::Text& to, const TextNote& from) {
    to.set_title(from.title);
    to.set_note(from.note);
    to.set_language(from.language);
    to.set_statement_kind(from.statementKind);
}

void write(record::Media& to, const Media& from) {
    to.set_type(from.type);
    for (const auto& segment : from.segments) {
        auto& out = *to.add_segments();
        out.set_plain_sha256(string(segment.plain));
        out.set_plain_bytes(segment.plainBytes);
        out.set_object_sha256(string(segment.object));
        out.set_object_bytes(segment.objectBytes);
    }
    to.set_role(from.role);
    to.set_derived_by(from.derivedBy);
}

void write(record::Source& to, const SourceFile& from) {
    to.set_file_name(from.fileName);
    to.set_folder(from.folder);
    to.set_device(from.device);
    put(ms(from.modified), [&](std::int64_t v) { to.set_modified_ms(v); });
    if (from.exifPosition) {
        to.set_exif_lat_e7(from.exifPosition->latE7);
        to.set_exif_lon_e7(from.exifPosition->lonE7);
    }
    to.set_exif_time(from.exifTime);
    to.set_make(from.make);
    to.set_model(from.model);
    to.set_metadata_state(static_cast<std::uint32_t>(from.metadata));
    put(from.deviceClockOffsetMs, [&](std::int64_t v) { to.set_device_clock_offset_ms(v); });
    put(from.orientation, [&](std::uint32_t v) { to.set_orientation(v); });
    put(from.width, [&](std::uint32_t v) { to.set_width(v); });
    put(from.height, [&](std::uint32_t v) { to.set_height(v); });
}

void write(record::Link& to, const Link& from) {
    to.set_relation(from.relation);
    to.set_device(from.record.device);
    to.set_ledger(from.record.ledger);
    to.set_sequence(from.record.sequence);
    if (from.object) to.set_object(string(*from.object));
    if (from.otherObject) to.set_other_object(string(*from.otherObject));
    for (const auto& target : from.targets) {
        auto& out = *to.add_targets();
        out.set_sequence(target.sequence);
        out.set_segment(target.segment);
    }
}

void write(record::Session& to, const SessionInfo& from) {
    to.set_program(from.program);
    to.set_version(from.version);
    to.set_build(from.build);
    to.set_system(from.system);
    to.set_device_model(from.deviceModel);
    to.set_vocabulary(from.vocabulary);
    to.set_vocabulary_sha256(string(from.vocabularyDigest));
    to.set_bundle_sha256(string(from.bundle));
}

void write(record::Person& to, const PersonKey& from) {
    to.set_person(from.person);
    to.set_key(string(from.key));
    to.set_ledger_signature(string(from.ledgerSignature));
}

void write(record::LedgerOpening& to, const LedgerOpening& from) {
    to.set_previous_ledger(from.previousLedger);
    to.set_checkpoint(string(ByteView(from.checkpoint)));
    to.set_reason(from.reason);
    to.set_key(string(from.key));
    if (from.keySignature) to.set_key_signature(string(*from.keySignature));
}

void write(record::Receipt& to, const ReceiptPart& from) {
    to.set_witness(string(ByteView(from.witness)));
    to.set_holding(string(ByteView(from.holding)));
}

void write(record::Delivery& to, const Delivery& from) {
    to.set_envelope(string(ByteView(from.envelope)));
    to.set_device(from.record.device);
    to.set_ledger(from.record.ledger);
    to.set_sequence(from.record.sequence);
    for (const auto& digest : from.proof) to.add_proof(string(digest));
    to.set_checkpoint(string(ByteView(from.checkpoint)));
    to.set_certificate(string(ByteView(from.certificate)));
}

void write(record::Confirmation& to, const Confirmation& from) {
    to.set_device(from.device);
    to.set_ledger(from.ledger);
    to.set_checkpoint(string(ByteView(from.checkpoint)));
    for (const auto& digest : from.objects) to.add_object(string(digest));
    to.set_from_sequence(from.fromSequence);
    to.set_to_sequence(from.toSequence);
}

void write(record::Decision& to, const Decision& from) {
    to.set_exhibit(from.exhibit);
    to.set_device(from.record.device);
    to.set_ledger(from.record.ledger);
    to.set_sequence(from.record.sequence);
    to.set_leaf(string(from.leaf));
    to.set_outcome(static_cast<std::uint32_t>(from.outcome));
    to.set_reason(from.reason);
}

void write(record::Export& to, const ExportStatement& from) {
    for (const auto& file : from.files) {
        auto& out = *to.add_files();
        out.set_path(file.path);
        out.set_sha256(string(file.sha256));
        out.set_bytes(file.bytes);
    }
    for (const auto& exhibit : from.exhibits) {
        auto& out = *to.add_exhibits();
        out.set_exhibit(exhibit.exhibit);
        out.set_device(exhibit.record.device);
        out.set_ledger(exhibit.record.ledger);
        out.set_sequence(exhibit.record.sequence);
        for (const auto type : exhibit.withheld) out.add_withheld(static_cast<std::uint32_t>(type));
        out.set_original(exhibit.original);
    }
    for (const auto& range : from.ranges) {
        auto& out = *to.add_ranges();
        out.set_device(range.device);
        out.set_ledger(range.ledger);
        out.set_begin(range.begin);
        out.set_end(range.end);
    }
    to.set_purpose(from.purpose);
    if (from.fileList) to.set_file_list_sha256(string(*from.fileList));
}

struct PartWriter {
    record::Part& part;
    void operator()(std::monostate) {}
    void operator()(const Author& v) { write(*part.mutable_author(), v); }
    void operator()(const Fix& v) { write(*part.mutable_fix(), v); }
    void operator()(const Subject& v) { write(*part.mutable_subject(), v); }
    void operator()(const TextNote& v) { write(*part.mutable_text(), v); }
    void operator()(const Media& v) { write(*part.mutable_media(), v); }
    void operator()(const SourceFile& v) { write(*part.mutable_source(), v); }
    void operator()(const Link& v) { write(*part.mutable_link(), v); }
    void operator()(const SessionInfo& v) { write(*part.mutable_session(), v); }
    void operator()(const PersonKey& v) { write(*part.mutable_person(), v); }
    void operator()(const LedgerOpening& v) { write(*part.mutable_ledger_opening(), v); }
    void operator()(const ReceiptPart& v) { write(*part.mutable_receipt(), v); }
    void operator()(const Delivery& v) { write(*part.mutable_delivery(), v); }
    void operator()(const Confirmation& v) { write(*part.mutable_confirmation(), v); }
    void operator()(const Decision& v) { write(*part.mutable_decision(), v); }
    void operator()(const ExportStatement& v) { write(*part.mutable_export_(), v); }
    void operator()(const Site& v) { write(*part.mutable_site(), v); }
};

// ---- messages to structs ----

Result<PartContent> read(const record::Author& from) {
    Author out;
    out.person = TRY(words(from.person(), "person"));
    out.key = TRY(PublicKey::from(view(from.person_key())));
    out.signature = TRY(Signature::from(view(from.signature())));
    return PartContent(std::move(out));
}

Result<std::optional<Position>> position(std::optional<std::int32_t> lat,
                                         std::optional<std::int32_t> lon) {
    if (!lat || !lon) return std::optional<Position>();
    return std::optional(TRY(Position::fromDegrees(*lat / 1e7, *lon / 1e7)));
}

Result<PartContent> read(const record::Fix& from) {
    Fix out;
    TRY(atMost(from.raw_size(), static_cast<int>(kMaxRawSentences), "raw"));
    out.position = TRY(position(OPTIONAL(from, lat_e7), OPTIONAL(from, lon_e7)));
    out.altitudeEllipsoidM = OPTIONAL(from, altitude_ellipsoid_m);
    out.altitudeMslM = OPTIONAL(from, altitude_msl_m);
    out.horizontalAccuracyM = OPTIONAL(from, horizontal_accuracy_m);
    out.verticalAccuracyM = OPTIONAL(from, vertical_accuracy_m);
    out.confidencePercent = from.confidence_percent();
    out.type = static_cast<FixType>(from.fix_type());
    out.hdop = OPTIONAL(from, hdop);
    out.pdop = OPTIONAL(from, pdop);
    out.satellitesUsed = OPTIONAL(from, satellites_used);
    out.satellitesInView = OPTIONAL(from, satellites_in_view);
    out.receiver = TRY(words(from.receiver(), "receiver"));
    out.ageMs = OPTIONAL(from, age_ms);
    out.gnssTime = instant(OPTIONAL(from, gnss_ms));
    for (const auto& sentence : from.raw()) out.raw.push_back(TRY(words(sentence, "raw")));
    out.asEntered = TRY(words(from.as_entered(), "as_entered"));
    out.noFixReason = static_cast<NoFixReason>(from.no_fix_reason());
    out.bearingDeg = OPTIONAL(from, bearing_deg);
    out.bearingIsMagnetic = from.bearing_reference() == 2;
    out.bearingAccuracyDeg = OPTIONAL(from, bearing_accuracy_deg);
    out.speedMps = OPTIONAL(from, speed_mps);
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Site& from) {
    Site out;
    out.number = TRY(words(from.site(), "site"));
    out.name = TRY(words(from.name(), "name"));
    out.nameLocal = TRY(words(from.name_local(), "name_local"));
    out.type = TRY(words(from.type(), "type"));
    out.status = TRY(words(from.status(), "status"));
    out.accessNote = TRY(words(from.access_note(), "access_note"));
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Subject& from) {
    Subject out;
    TRY(atMost(from.tags_size(), static_cast<int>(kMaxTags), "tags"));
    out.site = TRY(words(from.site(), "site"));
    out.exhibit = TRY(words(from.exhibit(), "exhibit"));
    out.itemType = TRY(words(from.item_type(), "item_type"));
    for (const auto& tag : from.tags()) out.tags.push_back(TRY(words(tag, "tags")));
    out.form = TRY(words(from.form(), "form"));
    out.shotType = TRY(words(from.shot_type(), "shot_type"));
    out.series = TRY(words(from.series(), "series"));
    out.frame = OPTIONAL(from, frame);
    out.sameAs = TRY(words(from.same_as(), "same_as"));
    out.marker = TRY(words(from.marker(), "marker"));
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Text& from) {
    TextNote out;
    out.title = TRY(words(from.title(), "title"));
    out.note = TRY(words(from.note(), "note"));
    out.language = TRY(words(from.language(), "language"));
    out.statementKind = TRY(words(from.statement_kind(), "statement_kind"));
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Media& from) {
    Media out;
    TRY(atMost(from.segments_size(), kMaxSegments, "segments"));
    out.type = TRY(words(from.type(), "type"));
    for (const auto& segment : from.segments())
        out.segments.push_back(
            {TRY(Digest::from(view(segment.plain_sha256()))), segment.plain_bytes(),
             TRY(Digest::from(view(segment.object_sha256()))), segment.object_bytes()});
    out.role = TRY(words(from.role(), "role"));
    out.derivedBy = TRY(words(from.derived_by(), "derived_by"));
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Source& from) {
    SourceFile out;
    out.fileName = TRY(words(from.file_name(), "file_name"));
    out.folder = TRY(words(from.folder(), "folder"));
    out.device = TRY(words(from.device(), "device"));
    out.modified = instant(OPTIONAL(from, modified_ms));
    out.exifPosition = TRY(position(OPTIONAL(from, exif_lat_e7), OPTIONAL(from, exif_lon_e7)));
    out.exifTime = TRY(words(from.exif_time(), "exif_time"));
    out.make = TRY(words(from.make(), "make"));
    out.model = TRY(words(from.model(), "model"));
    out.metadata = static_cast<MetadataState>(from.metadata_state());
    out.deviceClockOffsetMs = OPTIONAL(from, device_clock_offset_ms);
    out.orientation = OPTIONAL(from, orientation);
    out.width = OPTIONAL(from, width);
    out.height = OPTIONAL(from, height);
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Link& from) {
    Link out;
    TRY(atMost(from.targets_size(), kMaxLinkTargets, "targets"));
    out.relation = TRY(words(from.relation(), "relation"));
    out.record = {from.device(), from.ledger(), from.sequence()};
    out.object = TRY(optionalDigest(from.object()));
    out.otherObject = TRY(optionalDigest(from.other_object()));
    for (const auto& target : from.targets())
        out.targets.push_back({target.sequence(), target.segment()});
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Session& from) {
    SessionInfo out;
    out.program = TRY(words(from.program(), "program"));
    out.version = TRY(words(from.version(), "version"));
    out.build = TRY(words(from.build(), "build"));
    out.system = TRY(words(from.system(), "system"));
    out.deviceModel = TRY(words(from.device_model(), "device_model"));
    out.vocabulary = TRY(words(from.vocabulary(), "vocabulary"));
    out.vocabularyDigest = TRY(Digest::from(view(from.vocabulary_sha256())));
    out.bundle = TRY(Digest::from(view(from.bundle_sha256())));
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Person& from) {
    PersonKey out;
    out.person = TRY(words(from.person(), "person"));
    out.key = TRY(PublicKey::from(view(from.key())));
    out.ledgerSignature = TRY(Signature::from(view(from.ledger_signature())));
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::LedgerOpening& from) {
    LedgerOpening out;
    out.previousLedger = from.previous_ledger();
    out.checkpoint = bytes(from.checkpoint());
    out.reason = TRY(words(from.reason(), "reason"));
    out.key = TRY(PublicKey::from(view(from.key())));
    if (!from.key_signature().empty())
        out.keySignature = TRY(Signature::from(view(from.key_signature())));
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Receipt& from) {
    return PartContent(ReceiptPart{bytes(from.witness()), bytes(from.holding())});
}

Result<PartContent> read(const record::Delivery& from) {
    Delivery out;
    TRY(atMost(from.proof_size(), kMaxProof, "proof"));
    out.envelope = bytes(from.envelope());
    out.record = {from.device(), from.ledger(), from.sequence()};
    for (const auto& digest : from.proof()) out.proof.push_back(TRY(Digest::from(view(digest))));
    out.checkpoint = bytes(from.checkpoint());
    out.certificate = bytes(from.certificate());
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Confirmation& from) {
    Confirmation out;
    TRY(atMost(from.object_size(), kMaxObjects, "object"));
    out.device = from.device();
    out.ledger = from.ledger();
    out.checkpoint = bytes(from.checkpoint());
    for (const auto& digest : from.object()) out.objects.push_back(TRY(Digest::from(view(digest))));
    out.fromSequence = from.from_sequence();
    out.toSequence = from.to_sequence();
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Decision& from) {
    Decision out;
    out.exhibit = TRY(words(from.exhibit(), "exhibit"));
    out.record = {from.device(), from.ledger(), from.sequence()};
    out.leaf = TRY(Digest::from(view(from.leaf())));
    out.outcome = static_cast<ReviewOutcome>(from.outcome());
    out.reason = TRY(words(from.reason(), "reason"));
    return PartContent(std::move(out));
}

Result<PartContent> read(const record::Export& from) {
    ExportStatement out;
    TRY(atMost(from.files_size(), kMaxExportRows, "files"));
    TRY(atMost(from.exhibits_size(), kMaxExportRows, "exhibits"));
    TRY(atMost(from.ranges_size(), kMaxExportRows, "ranges"));
    for (const auto& file : from.files()) {
        ExportStatement::File row;
        row.path = TRY(words(file.path(), "path"));
        row.sha256 = TRY(Digest::from(view(file.sha256())));
        row.bytes = file.bytes();
        out.files.push_back(std::move(row));
    }
    for (const auto& exhibit : from.exhibits()) {
        ExportStatement::Exhibit row;
        TRY(atMost(exhibit.withheld_size(), static_cast<int>(kMaxParts), "withheld"));
        row.exhibit = TRY(words(exhibit.exhibit(), "exhibit"));
        row.record = {exhibit.device(), exhibit.ledger(), exhibit.sequence()};
        for (const auto type : exhibit.withheld())
            row.withheld.push_back(static_cast<PartType>(type));
        row.original = TRY(words(exhibit.original(), "original"));
        out.exhibits.push_back(std::move(row));
    }
    for (const auto& range : from.ranges())
        out.ranges.push_back({range.device(), range.ledger(), range.begin(), range.end()});
    out.purpose = TRY(words(from.purpose(), "purpose"));
    out.fileList = TRY(optionalDigest(from.file_list_sha256()));
    return PartContent(std::move(out));
}

Result<PartContent> readContent(const record::Part& part) {
    switch (part.content_case()) {
        case record::Part::kAuthor:
            return read(part.author());
        case record::Part::kFix:
            return read(part.fix());
        case record::Part::kSubject:
            return read(part.subject());
        case record::Part::kText:
            return read(part.text());
        case record::Part::kMedia:
            return read(part.media());
        case record::Part::kSource:
            return read(part.source());
        case record::Part::kLink:
            return read(part.link());
        case record::Part::kSession:
            return read(part.session());
        case record::Part::kPerson:
            return read(part.person());
        case record::Part::kReceipt:
            return read(part.receipt());
        case record::Part::kDelivery:
            return read(part.delivery());
        case record::Part::kConfirmation:
            return read(part.confirmation());
        case record::Part::kDecision:
            return read(part.decision());
        case record::Part::kExport:
            return read(part.export_());
        case record::Part::kLedgerOpening:
            return read(part.ledger_opening());
        case record::Part::kSite:
            return read(part.site());
        default:
            return PartContent();  // custody, countersign and what is not known yet: kept as bytes
    }
}

Bytes authorStatement(const Head& head, const std::vector<PartSlot>& parts) {
    record::AuthorStatement statement;
    statement.set_realm(static_cast<std::uint32_t>(head.realm));
    statement.set_operation(head.operation);
    statement.set_device(head.id.device);
    statement.set_ledger(head.id.ledger);
    statement.set_sequence(head.id.sequence);
    statement.set_kind(head.kind);
    for (const auto& slot : parts) {
        if (slot.type == static_cast<std::uint32_t>(PartType::Author)) continue;
        auto& out = *statement.add_parts();
        out.set_type(slot.type);
        out.set_sha256(string(slot.digest));
    }
    return serialised(statement);
}

struct MadePart {
    PartSlot slot;
    Bytes bytes;
};

MadePart makePart(const PartContent& content) {
    record::Part part;
    part.set_salt(string(ByteView(randomBytes(kPartSalt))));
    std::visit(PartWriter{part}, content);
    MadePart made;
    made.bytes = serialised(part);
    made.slot.type = static_cast<std::uint32_t>(part.content_case());
    made.slot.digest = sha256(made.bytes);
    return made;
}

Result<void> checkHead(const Head& head) {
    TRY(checkText(head.operation, "operation", 64));
    TRY(checkText(head.compartment, "compartment", 64));
    TRY(checkText(head.stamp.bootId, "boot_id", 64));
    return {};
}

Bytes headBytes(const Head& head, const std::vector<PartSlot>& parts) {
    record::Head out;
    out.set_version(kVersion);
    out.set_realm(static_cast<std::uint32_t>(head.realm));
    out.set_operation(head.operation);
    out.set_device(head.id.device);
    out.set_ledger(head.id.ledger);
    out.set_sequence(head.id.sequence);
    out.set_kind(head.kind);
    out.set_kind_count(head.kindCount);
    out.set_origin(head.origin);
    out.set_session(head.session);
    out.set_compartment(head.compartment);
    auto& stamp = *out.mutable_stamp();
    stamp.set_wall_ms(head.stamp.wall.unixMs);
    stamp.set_boot_ms(head.stamp.bootMs);
    stamp.set_boot_id(head.stamp.bootId);
    put(ms(head.stamp.gnss), [&](std::int64_t v) { stamp.set_gnss_ms(v); });
    stamp.set_time_source(static_cast<std::uint32_t>(head.stamp.source));
    put(head.stamp.offsetMs, [&](std::int64_t v) { stamp.set_offset_ms(v); });
    put(head.stamp.offsetUncertaintyMs,
        [&](std::int64_t v) { stamp.set_offset_uncertainty_ms(v); });
    stamp.set_beacon(string(head.stamp.beacon));
    for (const auto& slot : parts) {
        auto& part = *out.add_parts();
        part.set_type(slot.type);
        part.set_sha256(string(slot.digest));
    }
    put(head.corrects, [&](std::uint64_t v) { out.set_corrects(v); });
    out.set_reason(static_cast<std::uint32_t>(head.reason));
    return serialised(out);
}

struct OpenedHead {
    Head head;
    std::vector<PartSlot> parts;
};

Result<OpenedHead> readHead(ByteView bytes) {
    record::Head from;
    TRY(parse(from, bytes, kMaxOwnEnvelope, "head"));
    if (from.version() != kVersion)
        return Error{Code::Unsupported, "head", "version " + std::to_string(from.version())};
    if (from.realm() != 1 && from.realm() != 2)
        return Error{Code::Unsupported, "head", "realm " + std::to_string(from.realm())};
    TRY(atMost(from.parts_size(), static_cast<int>(kMaxParts), "parts"));
    OpenedHead out;
    out.head.realm = static_cast<Realm>(from.realm());
    out.head.operation = from.operation();
    out.head.id = {from.device(), from.ledger(), from.sequence()};
    out.head.kind = from.kind();
    out.head.kindCount = from.kind_count();
    out.head.origin = from.origin();
    out.head.session = from.session();
    out.head.compartment = from.compartment();
    const auto& stamp = from.stamp();
    out.head.stamp.wall = {stamp.wall_ms()};
    out.head.stamp.bootMs = stamp.boot_ms();
    out.head.stamp.bootId = stamp.boot_id();
    out.head.stamp.gnss = instant(OPTIONAL(stamp, gnss_ms));
    out.head.stamp.source = static_cast<TimeSource>(stamp.time_source());
    out.head.stamp.offsetMs = OPTIONAL(stamp, offset_ms);
    out.head.stamp.offsetUncertaintyMs = OPTIONAL(stamp, offset_uncertainty_ms);
    out.head.stamp.beacon = TRY(Digest::from(view(stamp.beacon())));
    out.head.corrects = OPTIONAL(from, corrects);
    out.head.reason = static_cast<ReasonCode>(from.reason());
    TRY(checkHead(out.head));
    for (const auto& part : from.parts()) {
        PartSlot slot;
        slot.type = part.type();
        slot.digest = TRY(Digest::from(view(part.sha256())));
        const auto twin = [&](const PartSlot& other) { return other.digest == slot.digest; };
        if (std::any_of(out.parts.begin(), out.parts.end(), twin))
            return Error{Code::Malformed, "head", "names one part twice"};
        out.parts.push_back(std::move(slot));
    }
    return out;
}

// Matches a disclosed part with the head's slot of its digest and reads it.
Result<void> disclose(std::vector<PartSlot>& slots, ByteView bytes) {
    const Digest digest = sha256(bytes);
    const auto slot = std::find_if(slots.begin(), slots.end(),
                                   [&](const PartSlot& s) { return s.digest == digest; });
    if (slot == slots.end()) return Error{Code::Corrupt, "part", "the head does not name it"};
    if (slot->bytes) return Error{Code::Malformed, "part", "given twice"};
    record::Part part;
    TRY(parse(part, bytes, kMaxEnvelope, "part"));
    if (part.salt().size() != kPartSalt)
        return Error{Code::Malformed, "part",
                     "salt of " + std::to_string(part.salt().size()) + " bytes"};
    const auto type = static_cast<std::uint32_t>(part.content_case());
    if (type != 0 && type != slot->type)
        return Error{Code::Corrupt, "part", "its type is not what the head says"};
    slot->content = TRY(readContent(part));
    slot->bytes = copy(bytes);
    return {};
}

Result<void> checkPeople(const Record& record) {
    if (const auto* author = record.part<Author>()) {
        if (!verify(author->key, record.head.realm, SignatureType::Author,
                    authorStatement(record.head, record.parts), author->signature))
            return Error{Code::BadSignature, record.head.id.text(), "the author's signature"};
    }
    if (const auto* person = record.part<PersonKey>()) {
        const auto certified = copy(view(person->person + "\n" + string(person->key)));
        if (!verify(record.ledgerKey, record.head.realm, SignatureType::PersonKey, certified,
                    person->ledgerSignature))
            return Error{Code::BadSignature, record.head.id.text(),
                         "the certificate of a person's key"};
    }
    return {};
}

}  // namespace

const char* name(PartType type) {
    switch (type) {
        case PartType::Author:
            return "author";
        case PartType::Fix:
            return "fix";
        case PartType::Subject:
            return "subject";
        case PartType::Text:
            return "text";
        case PartType::Media:
            return "media";
        case PartType::Source:
            return "source";
        case PartType::Custody:
            return "custody";
        case PartType::Countersign:
            return "countersign";
        case PartType::Link:
            return "link";
        case PartType::Session:
            return "session";
        case PartType::Person:
            return "person";
        case PartType::Receipt:
            return "receipt";
        case PartType::Delivery:
            return "delivery";
        case PartType::Confirmation:
            return "confirmation";
        case PartType::Decision:
            return "decision";
        case PartType::Export:
            return "export";
        case PartType::LedgerOpening:
            return "ledger_opening";
        case PartType::Site:
            return "site";
    }
    return "unknown";
}

PersonKey certifyPerson(std::string person, const PublicKey& key, const SigningKey& ledgerKey,
                        Realm realm) {
    const std::string certified = person + "\n" + string(key);
    return {std::move(person), key,
            ledgerKey.sign(realm, SignatureType::PersonKey, view(certified))};
}

Result<Composed> compose(const Head& head, const std::vector<PartContent>& parts,
                         const SigningKey& ledgerKey, const PersonSigner& author) {
    TRY(checkHead(head));
    TRY(checkText(author.person, "person", 128));
    if (parts.size() + 1 > kMaxParts)
        return Error{Code::TooLarge, "parts", std::to_string(parts.size())};
    std::vector<PartSlot> slots;
    record::RecordEnvelope envelope;
    const auto add = [&](MadePart made) {
        slots.push_back(std::move(made.slot));
        envelope.add_part(string(ByteView(made.bytes)));
    };
    for (const auto& content : parts) {
        if (std::holds_alternative<std::monostate>(content))
            return Error{Code::Internal, "part", "without content"};
        add(makePart(content));
    }
    if (author.key) {
        const auto statement = authorStatement(head, slots);
        add(makePart(Author{author.person, author.key->publicKey(),
                            author.key->sign(head.realm, SignatureType::Author, statement)}));
    }
    const Bytes signedHead = headBytes(head, slots);
    record::SignedRecord record;
    record.set_head(string(ByteView(signedHead)));
    record.set_signature(string(ledgerKey.sign(head.realm, SignatureType::Record, signedHead)));

    Composed out;
    out.signedRecord = serialised(record);
    out.leaf = leafHash(out.signedRecord);
    envelope.set_signed_record(string(ByteView(out.signedRecord)));
    out.envelope = serialised(envelope);
    const bool carriesAnother = head.is(Kind::Receipt) || head.is(Kind::Delivery);
    if (out.envelope.size() > (carriesAnother ? kMaxEnvelope : kMaxOwnEnvelope))
        return Error{Code::TooLarge, "record", std::to_string(out.envelope.size()) + " bytes"};
    return out;
}

Result<Record> openEnvelope(ByteView envelope, const PublicKey& ledgerKey) {
    const auto pieces = TRY(splitEnvelope(envelope));
    return openDisclosed(pieces.signedRecord, pieces.parts, ledgerKey);
}

Result<Record> openDisclosed(ByteView signedRecord, const std::vector<Bytes>& parts,
                             const PublicKey& ledgerKey) {
    record::SignedRecord outer;
    TRY(parse(outer, signedRecord, kMaxOwnEnvelope, "signed record"));
    const auto signature = TRY(Signature::from(view(outer.signature())));
    const auto head = view(outer.head());
    const bool real = verify(ledgerKey, Realm::Real, SignatureType::Record, head, signature);
    if (!real && !verify(ledgerKey, Realm::Exercise, SignatureType::Record, head, signature))
        return Error{Code::BadSignature, "record", "not signed by this ledger's key"};
    auto opened = TRY(readHead(head));
    if ((opened.head.realm == Realm::Real) != real)
        return Error{Code::WrongRealm, "record", "signed for another realm than it says"};
    if (parts.size() > kMaxParts)
        return Error{Code::TooLarge, "parts", std::to_string(parts.size())};
    Record out;
    out.head = std::move(opened.head);
    out.parts = std::move(opened.parts);
    for (const auto& part : parts) TRY(disclose(out.parts, part));
    out.signedRecord = copy(signedRecord);
    out.leaf = leafHash(signedRecord);
    out.ledgerKey = ledgerKey;
    TRY(checkPeople(out));
    return out;
}

Result<Head> peekHead(ByteView signedRecord) {
    record::SignedRecord outer;
    TRY(parse(outer, signedRecord, kMaxOwnEnvelope, "signed record"));
    return TRY(readHead(view(outer.head()))).head;
}

Result<EnvelopePieces> splitEnvelope(ByteView envelope) {
    record::RecordEnvelope from;
    TRY(parse(from, envelope, kMaxEnvelope, "record"));
    TRY(atMost(from.part_size(), static_cast<int>(kMaxParts), "parts"));
    EnvelopePieces out;
    out.signedRecord = bytes(from.signed_record());
    for (const auto& part : from.part()) out.parts.push_back(bytes(part));
    return out;
}

#undef OPTIONAL

}  // namespace cairn
