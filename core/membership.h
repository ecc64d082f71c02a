// The file `enrolment`: who this device is, and under whose roots. Encrypted under the send key, so
// that a seized folder names no person and no address, and altered bytes are refused. Private to
// recorder.cpp. core/FORMAT.md, "Locker folder".
#pragma once

#include "core/recorder.h"

namespace cairn {

Bytes sealMembership(const Membership& membership, const SecretBytes& key);
// Every bundle is checked again from the genesis on, and the certificate under them.
Result<Membership> openMembership(ByteView file, const SecretBytes& key);

}  // namespace cairn
