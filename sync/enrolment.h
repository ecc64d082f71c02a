// A device's first word to headquarters. What it answers is believed only as far as the code
// vouches for it: the genesis bundle by its hash, everything else by the roots in it.
#pragma once

#include "core/recorder.h"
#include "sync/channel.h"

namespace cairn {

// The keys must be durable (Recorder::prepare). Safe to repeat: the same keys with the same code
// give the same membership. VoucherUsed when other keys came first. tlsAuthority is the PEM that
// the channel pinned; `label` is what people call the device.
Result<Membership> enrol(IntakeChannel& channel, const EnrolmentCode& code,
                         const Recorder::NewDevice& keys, std::string_view label,
                         std::string_view person, Bytes tlsAuthority, Role role);

}  // namespace cairn
