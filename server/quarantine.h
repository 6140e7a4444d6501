#pragma once

#include "server/ingest.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

// Work that a closed-out device still sends is kept whole until an office judges it. Nothing of it
// is ever deleted. Functions that write run in the caller's transaction.

/// Pushes of one device that wait; a person's work of a year is about a megabyte.
inline constexpr std::int64_t kQuarantineBytesMax = std::int64_t{64} * 1024 * 1024;

enum class Quarantined {
    Kept,
    KeptBefore,  ///< the same bytes are there already
    Full,        ///< the device has kQuarantineBytesMax there
};

/// `body`: a push as unpacked.
Quarantined quarantine_push(const Store& store, const Device& device, std::string_view body,
                            Millis now);

struct QuarantineEntry {
    std::int64_t id = 0;
    std::string device;
    std::string by;    ///< the device's person
    std::string name;  ///< of the person
    Millis at = 0;     ///< when it came
    std::int64_t bytes = 0;
    std::string decision;  ///< "released", "refused"; empty: it waits
    Millis decided_at = 0;
    std::string decided_by;
    std::string reason;
};

std::vector<QuarantineEntry> quarantine_entries(const Store& store);
std::optional<QuarantineEntry> find_quarantined(const Store& store, std::int64_t id);
/// The push, as it came.
std::string quarantined_bytes(const Store& store, std::int64_t id);

struct Judgement {
    std::int64_t id = 0;
    std::string who;
    std::string reason;
};

/// Takes the push into the log as if it had come before the device was closed out. @returns
/// error.quarantine.unknown {id}, .decided {id}, .first {id} when earlier work must be released
/// first, .unreadable {id}, .broken {id, text} for what can never be stored; then the caller must
/// not commit.
Result<PushAnswer> release_quarantined(const Store& store, const Identity& identity,
                                       const Judgement& judgement, Millis now, Random& random,
                                       const Texts& texts);

/// Marks it; its bytes stay, and it can still be released. @returns error.quarantine.unknown {id},
/// .decided {id}
std::optional<Message> refuse_quarantined(const Store& store, const Judgement& judgement,
                                          Millis now);

}  // namespace cunji
