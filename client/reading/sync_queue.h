#pragma once

#include "client/app/photo_sending.h"
#include "client/app/round_log.h"
#include "client/app/wording.h"
#include "shared/json/json.h"
#include "sync/estimated_time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cunji {

inline constexpr int kQueueItemsMax = 300;   ///< shown; the counts are of all
inline constexpr int kQueuePhotosMax = 300;  ///< likewise
inline constexpr int kQueueRoundsMax = 20;

/// Where what this device wrote about a record is, as last heard.
enum class Held {
    OnDevice,  ///< some of it nowhere else
    AtServer,
    Refused,  ///< some of it, by the county; what it said waits to be entered again
    Waits,    ///< here or there, for a newer form
};

/// A record that was written on this device.
struct QueueItem {
    std::string record;
    std::string kind;
    std::string scope;
    std::string title;  ///< of the record, else of what it belongs to; may be empty
    Held held = Held::OnDevice;
    Millis at = 0;             ///< of the last save here
    std::int64_t saves = 0;    ///< made here
    std::int64_t waiting = 0;  ///< of them, nowhere else yet
    Millis confirmed_at = 0;   ///< the server's time when it last said what it holds; 0: never
};

/// A picture with files that the server has not got.
struct QueuePhoto {
    std::string record;  ///< the photo; empty: not known
    std::string title;   ///< its own, else of what it shows
    std::string stage;   ///< in words; may be empty
    Millis at = 0;       ///< added to this device
    std::int64_t files_left = 0;
    std::int64_t bytes_done = 0;  ///< of its files that the server has
    std::int64_t bytes = 0;       ///< of all its files
    bool record_first = false;    ///< its record is not at the server yet; it goes before
};

/// Work that was not taken and is kept here with the reason.
struct RefusedWork {
    std::string id;      ///< of the op; of the draft, too
    std::string record;  ///< may be nowhere else
    std::string kind;
    std::string scope;
    std::string title;
    std::string code;    ///< not_granted, locked ...; empty: not known
    std::string reason;  ///< in the server's words
    Millis at = 0;
    bool has_draft = false;  ///< its content is still here to be entered again
    std::vector<std::pair<std::string, std::string>> lines;  ///< label and value
    bool record_here = false;                                ///< there is a record to open again
    Json set = Json::object();                               ///< the answers of it: {field: value}
};

/// All that the sync centre tells.
struct SyncQueue {
    std::string server;                  ///< its address
    std::vector<std::string> lost;       ///< scopes that may only be read
    std::optional<LastContact> contact;  ///< with the server
    std::int64_t on_device = 0;          ///< saves
    std::int64_t at_server = 0;          ///< saves
    std::int64_t records = 0;            ///< written here
    std::int64_t records_waiting = 0;    ///< of them, not wholly at the server
    std::vector<QueueItem> items;        ///< what waits first, then the newest first
    std::int64_t photos_left = 0;        ///< pictures, not files
    std::int64_t photo_bytes_left = 0;
    std::vector<QueuePhoto> photos;
    PhotoSending sending = PhotoSending::Always;
    std::vector<RefusedWork> refused;  ///< the newest first
    std::int64_t parked = 0;           ///< saves, also of others, that wait for a newer form
    std::int64_t conflicts = 0;        ///< fields
    std::vector<LoggedRound> rounds;   ///< the newest first
    std::optional<LoggedRound> last_good;
};

SyncQueue read_sync_queue(const Store& store, Wording& wording);

/// Entered again, or wanted no more: its content goes; that it was refused stays on record.
bool forget_refused(const Store& store, const std::string& id);

/// How a record is called in a list: its own title, else that of what it belongs to.
std::string list_title(const Store& store, Wording& wording, const RecordKey& key);

}  // namespace cunji
