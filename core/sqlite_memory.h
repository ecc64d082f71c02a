// SQLite's memory: pages that were decrypted are wiped when SQLite gives them back, left out of
// core dumps, gone in a forked child, and locked as far as the system's limit allows. (SQLCipher's
// own cipher_memory_security locks at each allocation and costs search 40 to 100 times.) In force
// before main(), so that no call of SQLite can come first.
#pragma once

namespace cairn {

bool sqliteMemoryInForce();

}  // namespace cairn
