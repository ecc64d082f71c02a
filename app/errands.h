// What the windows ask of headquarters over the network: joining, sending, fetching. Each runs in
// the owning thread and asks `closing` whether to stop.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/outbox_model.h"
#include "core/desk.h"
#include "core/locker.h"
#include "sync/courier.h"

namespace cairn {

// A new tablet's locker, or desk, for an enrolment code. Keys are durable before anything is sent:
// repeating it ends the work.
Result<std::unique_ptr<Locker>> joinAsTablet(const std::string& folder, const std::string& code,
                                             const std::string& person,
                                             const SecretBytes& passphrase);
Result<std::unique_ptr<Desk>> joinAsDesk(const std::string& folder, const std::string& code,
                                         const std::string& person, const std::string& identityFile,
                                         const SecretBytes& passphrase);

// How a member reaches headquarters, again after each outage.
Courier::Connect connectionOf(Recorder& recorder);

Result<SendReport> send(Locker& locker, const Courier::Connect& connect,
                        const std::function<bool()>& closing);
// Fetches, opens and checks, confirms, and pushes what the desk itself said.
Result<void> fetch(Desk& desk, const Courier::Connect& connect,
                   const std::function<bool()>& closing);

}  // namespace cairn
