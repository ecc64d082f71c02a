// A made-up exercise for pictures and tests: headquarters, a tablet and a review desk in one
// temporary folder, filled through the same verbs as a real day. Nothing in it is evidence; the
// folder is removed with the object.
#pragma once

#include <QTemporaryDir>
#include <memory>
#include <string>

#include "core/decoder.h"
#include "core/desk.h"
#include "core/locker.h"
#include "sync/courier.h"
#include "sync/headquarters.h"
#include "sync/intake.h"

namespace cairn {

class Demo {
  public:
    // `photos`: a folder of photographs; empty: painted scenes. Without a decoder there are no
    // previews.
    static Result<std::unique_ptr<Demo>> make(Decoder* decoder, const std::string& photos);

    std::string lockerFolder() const;
    std::string deskFolder() const;
    std::string cardFolder() const;  // a card with files to import
    static SecretBytes passphrase();

    // Both reach headquarters without a network.
    Courier::Connect connectionOf(Recorder& recorder) const;

  private:
    Demo() = default;
    Result<void> found();
    Result<void> fieldDay(Decoder* decoder, const std::string& photos);
    Result<std::unique_ptr<Recorder>> join(Role role, const std::string& folder,
                                           const std::string& person);

    QTemporaryDir folder_;
    std::unique_ptr<Headquarters> headquarters_;
    std::unique_ptr<Archive> archive_;
    std::unique_ptr<Intake> intake_;
};

// Paints a scene that says that it is none, as a JPEG. Any number gives another one.
Bytes paintedScene(int number);

}  // namespace cairn
