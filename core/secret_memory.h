// Where SecretBytes lie: memory that is locked (as far as the system lets us), left out of core
// dumps, and empty in a child after fork. A page and its guards for each secret, as sodium_malloc
// gives, cost 20 µs and a page of the small allowance for locked memory; opening a ledger makes
// hundreds of thousands of them, so small ones share locked slabs. Safe in any thread.
#pragma once

#include <cstddef>
#include <cstdint>

namespace cairn {

std::uint8_t* takeSecretMemory(std::size_t size);  // zeroed; size > 0; throws std::bad_alloc
void giveSecretMemory(std::uint8_t* data, std::size_t size);  // wipes; null is fine

}  // namespace cairn
