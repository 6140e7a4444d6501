#include "client/app/round_log.h"

#include "shared/json/json.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cunji {

namespace {

constexpr std::string_view kBegin = "INSERT INTO sync_round (cause, begun) VALUES (?1, ?2)";
constexpr std::string_view kForget = R"sql(
DELETE FROM sync_round WHERE id NOT IN (SELECT id FROM sync_round ORDER BY id DESC LIMIT ?1))sql";
constexpr std::string_view kEnd = R"sql(
UPDATE sync_round SET ended = ?2, outcome = ?3, pushed = ?4, pulled = ?5, refused = ?6,
  parked = ?7, photos = ?8, bytes_up = ?9, bytes_down = ?10, messages = ?11 WHERE id = ?1)sql";
constexpr std::string_view kRead = R"sql(
SELECT id, cause, begun, ended, outcome, pushed, pulled, refused, parked, photos, bytes_up,
  bytes_down, messages
FROM sync_round WHERE ?2 = '' OR outcome = ?2 ORDER BY id DESC LIMIT ?1)sql";

constexpr std::array<std::pair<RoundCause, std::string_view>, 4> kCauses{
    {{RoundCause::Asked, "asked"},
     {RoundCause::Start, "start"},
     {RoundCause::Saved, "saved"},
     {RoundCause::Timer, "timer"}}};
constexpr std::array<std::pair<RoundOutcome, std::string_view>, 5> kOutcomes{
    {{RoundOutcome::Open, ""},
     {RoundOutcome::Done, "done"},
     {RoundOutcome::Cut, "cut"},
     {RoundOutcome::Stopped, "stopped"},
     {RoundOutcome::Failed, "failed"}}};

template <typename Pairs, typename Value>
std::string_view text_in(const Pairs& pairs, Value value) {
    return std::find_if(pairs.begin(), pairs.end(),
                        [&](const auto& pair) { return pair.first == value; })
        ->second;
}

/// The first one for a text that a later program wrote.
template <typename Pairs>
auto value_in(const Pairs& pairs, std::string_view text) {
    const auto found = std::find_if(pairs.begin(), pairs.end(),
                                    [&](const auto& pair) { return pair.second == text; });
    return found == pairs.end() ? pairs.front().first : found->first;
}

std::string write_messages(const std::vector<Message>& messages) {
    Json out = Json::array();
    for (const Message& message : messages) {
        Json args = Json::object();
        for (const auto& [name, argument] : message.args)
            args[name] = argument;
        out.push_back(Json::array({message.key, std::move(args)}));
    }
    return write_json(out);
}

std::vector<Message> read_messages(std::string_view text) {
    std::vector<Message> out;
    const Result<Json> json = parse_json(text);
    if (!json || !json->is_array()) return out;
    for (const Json& item : *json) {
        if (!item.is_array() || item.size() != 2 || !item[0].is_string() || !item[1].is_object())
            continue;
        Message message{item[0].get<std::string>(), {}};
        for (const auto& [name, argument] : item[1].items()) {
            if (argument.is_string()) message.args.emplace_back(name, argument.get<std::string>());
        }
        out.push_back(std::move(message));
    }
    return out;
}

std::vector<LoggedRound> read(const Store& store, int most, std::string_view outcome) {
    std::vector<LoggedRound> out;
    Query query = store.db().query(kRead, most, outcome);
    while (query.step()) {
        LoggedRound& round = out.emplace_back();
        round.id = query.integer(0);
        round.cause = value_in(kCauses, query.text(1));
        round.begun = query.integer(2);
        round.ended = query.is_null(3) ? 0 : query.integer(3);
        round.outcome = value_in(kOutcomes, query.text(4));
        round.pushed = query.integer(5);
        round.pulled = query.integer(6);
        round.refused = query.integer(7);
        round.parked = query.integer(8);
        round.photos = query.integer(9);
        round.bytes_up = query.integer(10);
        round.bytes_down = query.integer(11);
        round.messages = read_messages(query.text(12));
    }
    return out;
}

}  // namespace

std::string_view to_text(RoundCause cause) {
    return text_in(kCauses, cause);
}

std::string_view to_text(RoundOutcome outcome) {
    return text_in(kOutcomes, outcome);
}

std::int64_t begin_round(const Store& store, RoundCause cause, Millis now) {
    Transaction transaction{store.db()};
    store.db().run(kBegin, to_text(cause), now);
    const std::int64_t id = store.db().last_row();
    store.db().run(kForget, kRoundsKept);
    transaction.commit();
    return id;
}

void end_round(const Store& store, const LoggedRound& round) {
    const std::string messages = write_messages(round.messages);
    store.db().run(kEnd, round.id, round.ended, to_text(round.outcome), round.pushed, round.pulled,
                   round.refused, round.parked, round.photos, round.bytes_up, round.bytes_down,
                   std::string_view{messages});
}

std::vector<LoggedRound> logged_rounds(const Store& store, int most) {
    return read(store, most, {});
}

std::optional<LoggedRound> last_good_round(const Store& store) {
    std::vector<LoggedRound> rounds = read(store, 1, to_text(RoundOutcome::Done));
    if (rounds.empty()) return std::nullopt;
    return std::move(rounds.front());
}

}  // namespace cunji
