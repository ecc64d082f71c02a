#include "tests/testkit/temp_folder.h"

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>

namespace cairn {

TempFolder::TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "cairn-test-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) std::abort();
    path_ = pattern;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}  // namespace cairn
