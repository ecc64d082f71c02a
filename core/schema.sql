-- The index. Everything here follows from ledgers, and can be made again from them. core/FORMAT.md, "Database".
-- Times are milliseconds since 1970; digests are 32 bytes; absent is NULL.

CREATE TABLE owner (
    device INTEGER NOT NULL
) STRICT;

CREATE TABLE ledgers (
    device INTEGER NOT NULL,
    ledger INTEGER NOT NULL,
    entries INTEGER NOT NULL,             -- indexed here
    witnessed INTEGER NOT NULL DEFAULT 0, -- size of the newest checkpoint known to be countersigned by HQ
    witnessed_at INTEGER,
    PRIMARY KEY (device, ledger)
) STRICT, WITHOUT ROWID;

CREATE TABLE records (
    device INTEGER NOT NULL,
    ledger INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    leaf BLOB NOT NULL,
    kind INTEGER,                         -- NULL: could not be opened
    at INTEGER,                           -- the device's clock
    person TEXT NOT NULL DEFAULT '',
    corrects INTEGER,
    counted INTEGER NOT NULL,             -- 0: session, receipt, delivery: they follow from sending and do not keep the outbox filled
    PRIMARY KEY (device, ledger, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX records_counted ON records (device, ledger, sequence) WHERE counted;

-- How many records of a kind a ledger has: the next record's running count.
CREATE TABLE kinds (
    device INTEGER NOT NULL,
    ledger INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (device, ledger, kind)
) STRICT, WITHOUT ROWID;

-- The last human number that a device gave: scope '' for its sites, else a site's number for its exhibits there.
CREATE TABLE numbers (
    device INTEGER NOT NULL,
    scope TEXT NOT NULL,
    last INTEGER NOT NULL,
    PRIMARY KEY (device, scope)
) STRICT, WITHOUT ROWID;

CREATE TABLE sites (
    number TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_local TEXT NOT NULL,
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    lat_e7 INTEGER,
    lon_e7 INTEGER,
    device INTEGER NOT NULL,
    ledger INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    created INTEGER NOT NULL,
    exhibits INTEGER NOT NULL,
    unreceived INTEGER NOT NULL
) STRICT;

CREATE TABLE exhibits (
    id INTEGER PRIMARY KEY,               -- order of arrival: what pages follow
    number TEXT NOT NULL UNIQUE,
    site TEXT NOT NULL,
    device INTEGER NOT NULL,
    ledger INTEGER NOT NULL,
    sequence INTEGER NOT NULL,            -- of its first record
    last_sequence INTEGER NOT NULL,       -- of the newest record that brought an original
    created INTEGER NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    item_type TEXT NOT NULL DEFAULT '',
    form TEXT NOT NULL DEFAULT '',
    shot_type TEXT NOT NULL DEFAULT '',
    file_name TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    same_as TEXT NOT NULL DEFAULT '',
    tags TEXT NOT NULL DEFAULT '',        -- one a line
    originals BLOB NOT NULL,              -- segments of 80 bytes: plain digest, LE64 size, object digest, LE64 size
    preview BLOB,                         -- one segment
    lat_e7 INTEGER,
    lon_e7 INTEGER,
    exif_lat_e7 INTEGER,
    exif_lon_e7 INTEGER,
    metadata INTEGER NOT NULL DEFAULT 0,
    state INTEGER NOT NULL DEFAULT 0,     -- 0 saved, 2 received, 3 confirmed
    received_at INTEGER,
    confirmed_at INTEGER,
    review INTEGER,
    review_reason TEXT NOT NULL DEFAULT '',
    withdrawn INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX exhibits_of_site ON exhibits (site);
CREATE INDEX exhibits_of_record ON exhibits (device, ledger, sequence);
CREATE INDEX exhibits_unreceived ON exhibits (device, ledger, last_sequence) WHERE state < 2;
CREATE INDEX exhibits_unconfirmed ON exhibits (device, ledger, last_sequence) WHERE state < 3;

CREATE TRIGGER exhibit_counted AFTER INSERT ON exhibits BEGIN
    UPDATE sites SET exhibits = exhibits + 1, unreceived = unreceived + (NEW.state < 2) WHERE number = NEW.site;
END;
CREATE TRIGGER exhibit_changed AFTER UPDATE OF site, state ON exhibits BEGIN
    UPDATE sites SET exhibits = exhibits - 1, unreceived = unreceived - (OLD.state < 2) WHERE number = OLD.site;
    UPDATE sites SET exhibits = exhibits + 1, unreceived = unreceived + (NEW.state < 2) WHERE number = NEW.site;
END;

-- Originals, by digest of their bytes and by object.
CREATE TABLE segments (
    exhibit INTEGER NOT NULL REFERENCES exhibits (id),
    ordinal INTEGER NOT NULL,
    sequence INTEGER NOT NULL,            -- of the record that brought it
    plain BLOB NOT NULL,
    plain_bytes INTEGER NOT NULL,
    object BLOB NOT NULL,
    PRIMARY KEY (exhibit, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX segments_by_size ON segments (plain_bytes, plain);
CREATE INDEX segments_by_plain ON segments (plain, exhibit);
CREATE INDEX segments_by_object ON segments (object, exhibit);

CREATE TABLE objects (
    name BLOB PRIMARY KEY,
    device INTEGER NOT NULL,
    ledger INTEGER NOT NULL,
    sequence INTEGER NOT NULL,            -- of the first entry that names it
    bytes INTEGER NOT NULL,
    wrapped BLOB NOT NULL,                -- file key under the reader epoch key; empty: none
    held_at INTEGER,                      -- HQ's word, in a signed holding
    confirmed_at INTEGER                  -- a desk's word: opened, and matches
) STRICT, WITHOUT ROWID;
CREATE INDEX objects_unheld ON objects (device, ledger, sequence) WHERE held_at IS NULL;
CREATE INDEX objects_of_record ON objects (device, ledger, sequence);

-- Ranges of records that a desk opened.
CREATE TABLE confirmations (
    device INTEGER NOT NULL,
    ledger INTEGER NOT NULL,
    begin INTEGER NOT NULL,
    end INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (device, ledger, begin, end)
) STRICT, WITHOUT ROWID;

-- Records of other ledgers that were delivered to this device and filed.
CREATE TABLE deliveries (
    device INTEGER NOT NULL,
    ledger INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (device, ledger, sequence)
) STRICT, WITHOUT ROWID;

-- What happened to an exhibit, and by which record.
CREATE TABLE history (
    exhibit INTEGER NOT NULL REFERENCES exhibits (id),
    ordinal INTEGER NOT NULL,
    device INTEGER NOT NULL,
    ledger INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (exhibit, ordinal)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5 (text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');

PRAGMA application_id = 0x4341524e;
PRAGMA user_version = 1;
