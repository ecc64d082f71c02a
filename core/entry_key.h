// File keys as a device keeps them: wrapped under the reader epoch key, bound to the entry that
// holds them and to the object's name. Destroying the epoch key makes everything under it
// unreadable here. Pure functions, private to core. core/FORMAT.md, "Record".
#pragma once

#include "core/ledger_file.h"
#include "core/record.h"
#include "core/sealed.h"

namespace cairn {

// XChaCha20-Poly1305: nonce[24] || ciphertext[16] || tag[16]. Associated data: "cairn file key 1"
// LE32(device) LE32(ledger) LE64(sequence) name[32], the name being the SHA-256 of the sealed
// bytes.
Bytes wrapFileKey(const SecretBytes& fileKey, const SecretBytes& epochKey, const RecordId& id,
                  const Digest& name);
// NotFound when none is kept; Corrupt when it is not of this place.
Result<SecretBytes> unwrapFileKey(ByteView wrapped, const SecretBytes& epochKey, const RecordId& id,
                                  const Digest& name);

// The record in an own entry. Corrupt when it is not the one that the ledger names there.
Result<Record> openEntry(const Entry& entry, const LedgerName& ledger, const SecretBytes& epochKey,
                         const PublicKey& ledgerKey);

}  // namespace cairn
