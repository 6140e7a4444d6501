#pragma once

#include "client/app/device.h"
#include "shared/json/json.h"
#include "shared/store/scopes.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cunji {

/// What a device holds and how far its own work has got.
struct DeviceStatus {
    std::optional<Enrolment> enrolment;
    std::vector<ScopeState> scopes;
    std::int64_t ops = 0;           ///< held, of everybody
    std::int64_t on_device = 0;     ///< own, nowhere else yet
    std::int64_t acknowledged = 0;  ///< own, held by the server
    std::int64_t parked = 0;        ///< wait for a newer form
    std::int64_t refused = 0;       ///< own, refused by the county
    std::int64_t drafts = 0;
    std::int64_t conflicts = 0;
    std::int64_t photos_left = 0;
    std::int64_t records = 0;                     ///< live
    std::map<std::string, std::int64_t> by_kind;  ///< of them
    std::map<std::string, Digest> digests;        ///< by scope; equal = the same ops
};

DeviceStatus device_status(const Store& store);

/// Where each op of a record is: show_record() with its history, and in each entry "where":
/// "device" for an own op that no server is known to hold, else "server". Nothing for an unknown
/// id.
std::optional<Json> trace_record(const Store& store, std::string_view id);

/// Whether an op was written here and no server has said that it holds it.
bool only_here(const Store& store, const OpId& op);

/// Says of each entry of a record's "history" how far it has got, as trace_record() does.
void add_places(const Store& store, Json& record);

}  // namespace cunji
