#include "client/reading/message_log.h"

#include "client/app/round_log.h"
#include "client/app/status.h"
#include "client/app/syncing.h"
#include "sync/estimated_time.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

constexpr std::int64_t kKilo = 1024;
constexpr const char* kLeftOut = "…";

/// What these say is no person's: the server's text or a file's path may be.
constexpr std::array<std::string_view, 6> kSafe{"status", "minutes", "count",
                                                "limit",  "scope",   "member"};

void line(std::string& out, const Texts& texts, const char* key,
          std::vector<std::pair<std::string, std::string>> args) {
    out += texts({key, std::move(args)});
    out += '\n';
}

void write_round(std::string& out, const Texts& texts, const LoggedRound& round) {
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    const std::string ended =
        round.ended == 0 ? texts({"sync.log.not_ended", {}}) : Wording::minute(round.ended);
    const std::string outcome =
        round.outcome == RoundOutcome::Open ? "open" : std::string{to_text(round.outcome)};
    line(out, texts, "sync.log.round",
         {{"begun", Wording::minute(round.begun)},
          {"ended", ended},
          {"cause", texts({"sync.cause." + std::string{to_text(round.cause)}, {}})},
          {"outcome", texts({"sync.outcome." + outcome, {}})}});
    line(out, texts, "sync.log.counts",
         {{"pushed", number(round.pushed)},
          {"pulled", number(round.pulled)},
          {"refused", number(round.refused)},
          {"parked", number(round.parked)},
          {"photos", number(round.photos)},
          {"up", number(round.bytes_up)},
          {"down", number(round.bytes_down)}});
    for (const Message& message : round.messages) {
        const Message said = without_names(message);
        line(out, texts, "sync.log.message", {{"key", said.key}, {"text", texts(said)}});
    }
}

}  // namespace

Message without_names(const Message& message) {
    Message out = message;
    for (auto& [name, argument] : out.args) {
        if (std::find(kSafe.begin(), kSafe.end(), name) == kSafe.end()) argument = kLeftOut;
    }
    return out;
}

std::string bytes_in_words(std::int64_t bytes) {
    if (bytes < kKilo) return std::to_string(bytes) + " B";
    const char* unit = " KB";
    std::int64_t size = kKilo;
    for (const char* next : {" MB", " GB"}) {
        if (bytes < size * kKilo) break;
        size *= kKilo;
        unit = next;
    }
    const std::int64_t tenths = (bytes * 10 + size / 2) / size;
    constexpr std::int64_t kWhole = 100;  // ten and more need no fraction
    if (tenths >= kWhole) return std::to_string((tenths + 5) / 10) + unit;
    return with_point(tenths, 1) + unit;
}

std::string export_message_log(const Store& store, const Texts& texts, const LogHeader& header) {
    const Snapshot snapshot{store.db()};
    std::string out;
    line(out, texts, "sync.log.title",
         {{"program", header.program}, {"at", Wording::minute(header.now)}});
    // The ids name the device and the server to the county's administrator, nobody else.
    const std::string device = store.meta("device").value_or("");
    line(out, texts, "sync.log.device",
         {{"device", device}, {"node", store.meta("server_node").value_or("")}});
    const SyncStatus own = sync_status(store);
    line(out, texts, "sync.log.state",
         {{"on_device", std::to_string(own.on_device)},
          {"at_server", std::to_string(own.acknowledged)},
          {"conflicts", std::to_string(open_conflicts(store))},
          {"policy", std::to_string(store.policy().version)},
          {"schema", std::to_string(store.db().version())}});
    if (const std::optional<LastContact> contact = last_contact(store)) {
        line(out, texts, "sync.log.clock",
             {{"at", Wording::minute(contact->server_time)},
              {"seconds", std::to_string(contact->ahead / 1000)}});
    }
    const std::vector<LoggedRound> rounds = logged_rounds(store);
    line(out, texts, "sync.log.rounds", {{"count", std::to_string(rounds.size())}});
    for (const LoggedRound& round : rounds)
        write_round(out, texts, round);
    return out;
}

}  // namespace cunji
