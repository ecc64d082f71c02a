// Private to the locker: what its two sources share.
#pragma once

#include <map>

#include "core/locker.h"

namespace cairn {

struct Locker::State {
    explicit State(std::unique_ptr<Recorder> owned)
        : recorder(std::move(owned)), catalog(recorder->store()) {}

    std::unique_ptr<Recorder> recorder;
    Catalog catalog;

    std::uint32_t device() const { return recorder->membership().device.voucher.device; }
    // The number after the last that was given at the site, and `ahead` more that are about to be.
    Result<std::string> nextExhibit(std::string_view site, std::uint32_t ahead = 0) const {
        const auto last = TRY(recorder->store().lastNumber(site));
        return exhibitNumber(site, device(), last + 1 + ahead);
    }
};

}  // namespace cairn
