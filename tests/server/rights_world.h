#pragma once

#include "sync/server_link.h"
#include "tests/support/county.h"
#include "tests/support/tus_headers.h"

#include <array>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::test {

// The scope that everybody here holds, and those around it that nobody but the county's clerk does.
inline const std::string own_scope = "990101101201";
inline const std::array<std::string, 5> all_scopes{own_scope, "990101101202", "990101101", "990101",
                                                   "990101101201001"};
enum class Standing { Open, Disabled, Revoked };

/// A picture that nobody else has.
std::string jpeg_of(std::string_view scope, std::string_view what);

/// "200", or "403 not_granted" with the code of the error.
std::string said(const WireResponse& answer);

/// A person with one device, as the county knows them by now.
struct Caller {
    std::string role;
    Standing standing = Standing::Open;
    std::string person;
    std::unique_ptr<Phone> phone;
};

/// What the county holds of one scope: a record, its picture and an upload under way.
struct Held {
    LinePoint line;
    std::string record;
    std::string blob;
    std::string upload;
};

/// A county with something in every scope, and people who ask.
struct World {
    TempDir folder;
    FakeClock clock;
    SeededRandom random{11};
    County county{folder.file("county"), clock, random};
    Phone clerk{folder.file("clerk"), clock, random};
    Compressor compressor;
    std::map<std::string, Held> held;
    std::vector<Caller> callers;

    World();

    /// Enrolled while they were a secretary; what the county made of them since is what counts.
    void add(const std::string& role, Standing standing);
    /// Whether the person's device would let them or not.
    std::string save_in(Phone& phone, const std::string& scope, const std::string& kind,
                        Json fields);
    WireResponse ask(Phone& phone, const char* method, const std::string& target,
                     std::string body = {}, Headers headers = {}) const;
    static std::string location(const WireResponse& answer);
    /// Announces the device's line of the scope and puts it to the server: "stored",
    /// "refused <code>" or as said().
    std::string push(Phone& phone, const std::string& scope) const;

private:
    void fill(const std::string& scope, Held& out);
};

}  // namespace cunji::test
