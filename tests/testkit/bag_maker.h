// A small, whole export made from keys that follow from a seed: what a good desk would write, and
// the hooks to write a bad one. The random salts of records make every bag different; keys, times
// and content are always the same.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/bag.h"

namespace cairn {

class BagMaker {
  public:
    struct Options {
        std::uint8_t seed = 1;  // of all keys: another seed is another headquarters
        Realm realm = Realm::Exercise;
        bool witnessed = true;
        bool held = true;
        bool certified = true;        // the tablet's certificate is in the bag
        bool confirmed = true;        // by a record of the desk
        bool personKnown = true;      // the record that certifies the author's key
        bool revoked = false;         // the tablet, from its first record on
        bool withholdAuthor = false;  // of the second exhibit, and its original with it
        bool withdrawn = false;       // the third exhibit
        std::uint64_t bigBytes = 0;   // size of a further original, made of zeros
        std::uint32_t exhibits = 3;
        std::uint64_t originalBytes = 200;                 // of each, about
        std::function<void(ExportList&)> changeList = {};  // before the desk signs it
    };
    BagMaker() : BagMaker(Options()) {}
    explicit BagMaker(Options options);

    std::map<std::string, Bytes> files;  // path in the bag -> bytes
    ExportList list;
    Digest roots;

    // Writes list, statement and BagIt's files anew: with the desk's key, or leaving the statement
    // as it was, as someone can who lacks that key.
    void signAgain();
    void manifestsAgain();
    // Digest and length of a listed file as it is now.
    void relist(const std::string& path);

    void writeTo(Files& disk, const std::string& folder) const;

  private:
    struct World;
    Bytes statementFor(const Digest& listDigest) const;
    Options options_;
    std::shared_ptr<World> world_;
};

}  // namespace cairn
