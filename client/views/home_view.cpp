#include "client/views/home_view.h"

#include "client/model/home.h"
#include "client/views/home_cards.h"
#include "shared/base/china_time.h"

#include <utility>

namespace cunji {

namespace {

constexpr int kNoonHour = 12;
constexpr int kEveningHour = 18;
constexpr int kNightHour = 5;  // until then it is still the evening before

const char* greeting_key(int hour) {
    if (hour >= kNightHour && hour < kNoonHour) return "home.morning";
    if (hour >= kNoonHour && hour < kEveningHour) return "home.afternoon";
    return "home.evening";
}

std::string contact_words(const SyncPlaces& sync, const Words& words) {
    if (!sync.last_contact) return words.say("home.sync.never");
    return words.say({"home.sync.contact", {{"when", moment_words(words, *sync.last_contact)}}});
}

std::string photos_note(const SyncPlaces& sync, const Words& words) {
    std::string note = bytes_words(words, sync.photo_bytes_left);
    if (!sync.photo_seconds_left) return note;
    return joined({note, words.say({"home.sync.time_left",
                                    {{"time", span_words(words, *sync.photo_seconds_left)}}})});
}

void put_sync(HomeView& view, const SyncPlaces& sync, const Words& words) {
    const bool all_sent = sync.on_device == 0 && sync.photos_left == 0 && sync.refused == 0;
    view.sync_mood = all_sent ? Mood::Good : Mood::Warn;
    const std::string contact = contact_words(sync, words);
    if (!sync.enrolled) {
        view.sync_mood = Mood::Info;
        view.sync_text = words.say("home.sync.not_enrolled");
        return;
    }
    view.sync_text =
        joined({words.say(all_sent ? "home.sync.all_sent" : "home.sync.waiting"), contact});
    view.sync_action = words.say("home.sync.open");
    if (all_sent) return;
    const auto figure = [&](const char* id, std::int64_t number, std::string note, Mood mood) {
        view.figures.push_back({id, words.say(std::string{"home.sync."} + id), count_words(number),
                                std::move(note), mood});
    };
    figure("on_device", sync.on_device, {}, sync.on_device > 0 ? Mood::Warn : Mood::Good);
    figure("at_server", sync.at_server, {}, Mood::Good);
    if (sync.at_county) figure("at_county", *sync.at_county, {}, Mood::Good);
    if (sync.photos_left > 0) {
        figure("photos", sync.photos_left, photos_note(sync, words), Mood::Info);
    }
    if (sync.refused > 0) figure("refused", sync.refused, {}, Mood::Bad);
}

void put_coverage(HomeView& view, const VisitCoverage& coverage, const Words& words) {
    if (coverage.all == 0) return;
    view.coverage_label = words.say("home.coverage");
    view.coverage_value = words.say(
        {"home.coverage_value",
         {{"visited", count_words(coverage.visited)}, {"all", count_words(coverage.all)}}});
    view.coverage_share = static_cast<float>(coverage.visited) / static_cast<float>(coverage.all);
}

}  // namespace

HomeView make_home_view(const home::State& state, const Words& words) {
    HomeView view;
    view.greeting = words.say({greeting_key(china_hour(words.now)), {{"name", state.person}}});
    view.add_household = words.say("households.add");
    view.settings = words.say("home.settings");
    const std::string date = date_words(words, day_of(words.today).value_or(Day{}));
    view.loading = state.today == nullptr;
    if (view.loading) {
        view.subtitle = date;
        return view;
    }
    const Today& today = *state.today;
    view.subtitle = joined({date, today.village});
    put_sync(view, today.sync, words);
    put_coverage(view, today.coverage, words);
    view.cards = make_home_cards(today, state.open, words);
    if (view.cards.empty()) {
        const bool fresh = today.households == 0;
        view.done_title = words.say(fresh ? "home.fresh_title" : "home.done_title");
        view.done_text = words.say(fresh ? "home.fresh_text" : "home.done_text");
    }
    return view;
}

}  // namespace cunji
