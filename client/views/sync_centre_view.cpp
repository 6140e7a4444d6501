#include "client/views/sync_centre_view.h"

#include "client/app/wording.h"
#include "client/reading/message_log.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

constexpr std::size_t kItemsShown = 60;
constexpr std::size_t kPhotosShown = 12;
constexpr std::size_t kRoundsShown = 8;

constexpr std::array<std::pair<std::string_view, sync_centre::Filter>, 4> kFilters{
    {{"all", sync_centre::Filter::All},
     {"waiting", sync_centre::Filter::Waiting},
     {"server", sync_centre::Filter::AtServer},
     {"refused", sync_centre::Filter::Refused}}};
constexpr std::array<PhotoSending, 3> kSendings{PhotoSending::Always, PhotoSending::WhenAsked,
                                                PhotoSending::Paused};

std::string number(std::int64_t value) {
    return std::to_string(value);
}

std::string with_count(const Words& words, const char* key, std::int64_t count) {
    return words.say({key, {{"count", number(count)}}});
}

std::string kind_label(const Words& words, const std::string& kind) {
    const Form* form = words.policy.find(kind);
    return form == nullptr ? kind : words.label(form->label);
}

std::string title_or_kind(const Words& words, const std::string& title, const std::string& kind) {
    return title.empty() ? kind_label(words, kind) : title;
}

class Making {
public:
    Making(const sync_centre::State& state, const Words& words)
        : state_(state), queue_(*state.queue), words_(words) {}

    void fill(SyncCentreView& view) const {
        head(view);
        facts(view);
        conflicts(view);
        refused(view);
        photos(view);
        items(view);
        rounds(view);
    }

private:
    void head(SyncCentreView& view) const {
        const bool all_sent = queue_.on_device == 0 && queue_.photos_left == 0;
        if (queue_.on_device > 0) {
            view.headline = with_count(words_, "sync.head_waiting", queue_.records_waiting);
            view.mood = Mood::Warn;
        } else if (all_sent) {
            view.headline = words_.say("sync.head_all");
            view.mood = Mood::Good;
        } else {
            view.headline = with_count(words_, "sync.head_photos", queue_.photos_left);
            view.mood = Mood::Info;
        }
        view.explanation = queue_.contact
                               ? words_.say({"sync.last_contact",
                                             {{"at", Wording::minute(queue_.contact->server_time)},
                                              {"server", queue_.server}}})
                               : words_.say("sync.never");
        for (const std::string& scope : queue_.lost) {
            view.explanation += ' ' + words_.say({"note.scope_lost", {{"scope", scope}}});
        }
    }

    void facts(SyncCentreView& view) const {
        view.facts.push_back({"device", words_.say("sync.fact_device"), number(queue_.on_device),
                              words_.say("sync.fact_device_note"),
                              queue_.on_device > 0 ? Mood::Warn : Mood::Neutral});
        view.facts.push_back({"server", words_.say("sync.fact_server"), number(queue_.at_server),
                              words_.say("sync.fact_server_note"), Mood::Good});
        view.facts.push_back({"photos", words_.say("sync.fact_photos"), number(queue_.photos_left),
                              queue_.photos_left > 0 ? bytes_in_words(queue_.photo_bytes_left)
                                                     : words_.say("sync.fact_none"),
                              queue_.photos_left > 0 ? Mood::Info : Mood::Neutral});
        const std::int64_t mine = queue_.conflicts + open_refused();
        view.facts.push_back({"mine", words_.say("sync.fact_mine"), number(mine),
                              words_.say("sync.fact_mine_note"),
                              mine > 0 ? Mood::Warn : Mood::Neutral});
    }

    [[nodiscard]] std::int64_t open_refused() const {
        return std::count_if(queue_.refused.begin(), queue_.refused.end(),
                             [](const RefusedWork& work) { return work.has_draft; });
    }

    void conflicts(SyncCentreView& view) const {
        if (queue_.conflicts == 0) return;
        view.conflicts_title = words_.say("sync.conflicts");
        view.conflicts_text = with_count(words_, "sync.conflicts_text", queue_.conflicts);
        view.conflicts_action = words_.say("sync.conflicts_action");
    }

    void refused(SyncCentreView& view) const {
        if (open_refused() == 0) return;
        view.refused_title = with_count(words_, "sync.refused", open_refused());
        for (const RefusedWork& work : queue_.refused) {
            if (!work.has_draft) continue;
            SyncRefused& out = view.refused.emplace_back();
            out.id = work.id;
            out.title = title_or_kind(words_, work.title, work.kind);
            out.subtitle = words_.say(
                {"sync.refused_when",
                 {{"kind", kind_label(words_, work.kind)}, {"at", Wording::minute(work.at)}}});
            out.reason = work.reason.empty() ? words_.say("sync.refused_no_reason") : work.reason;
            out.open = state_.open_refused == work.id;
            out.lines = work.lines;
            out.redo = words_.say("sync.redo");
            out.forget = words_.say("sync.forget");
        }
    }

    void photos(SyncCentreView& view) const {
        view.photos_title = words_.say("sync.photos");
        view.photos_note = queue_.photos_left > 0
                               ? words_.say({"sync.photos_left",
                                             {{"count", number(queue_.photos_left)},
                                              {"bytes", bytes_in_words(queue_.photo_bytes_left)}}})
                               : words_.say("sync.photos_none");
        view.sending_label = words_.say("sync.sending");
        view.sending = to_text(queue_.sending);
        for (const PhotoSending sending : kSendings) {
            const std::string id{to_text(sending)};
            view.sending_options.push_back({id, words_.say("sync.sending_" + id), {}});
        }
        if (queue_.sending == PhotoSending::WhenAsked && queue_.photos_left > 0 && !state_.running)
            view.photos_now = words_.say("sync.photos_now");
        for (const QueuePhoto& photo : queue_.photos) {
            if (view.photos.size() == kPhotosShown) break;
            view.photos.push_back(photo_row(photo));
        }
        const auto more = queue_.photos_left - static_cast<std::int64_t>(view.photos.size());
        if (more > 0) view.photos_more = with_count(words_, "sync.more", more);
    }

    [[nodiscard]] SyncRow photo_row(const QueuePhoto& photo) const {
        SyncRow row;
        row.id = photo.record;
        row.title = photo.title.empty() ? words_.say("sync.photo") : photo.title;
        if (!photo.stage.empty()) row.title += " | " + photo.stage;
        row.subtitle = words_.say(
            {"sync.photo_done",
             {{"done", bytes_in_words(photo.bytes_done)}, {"total", bytes_in_words(photo.bytes)}}});
        if (photo.record_first) {
            row.pill = words_.say("sync.pill_after_record");
        } else if (queue_.sending == PhotoSending::Paused) {
            row.pill = words_.say("sync.pill_paused");
            row.mood = Mood::Warn;
        } else {
            row.pill = words_.say(photo.bytes_done > 0 ? "sync.pill_partly" : "sync.pill_waits");
            row.mood = Mood::Info;
        }
        return row;
    }

    void items(SyncCentreView& view) const {
        view.items_title = words_.say("sync.items");
        view.items_empty = words_.say("sync.items_empty");
        for (const auto& [id, filter] : kFilters) {
            if (filter == state_.filter) view.filter = id;
            view.filters.push_back(
                {std::string{id}, words_.say("sync.filter_" + std::string{id}), {}});
        }
        std::int64_t more = queue_.records - static_cast<std::int64_t>(queue_.items.size());
        for (const QueueItem& item : queue_.items) {
            if (!passes(item)) continue;
            if (view.items.size() < kItemsShown) {
                view.items.push_back(item_row(item));
            } else {
                ++more;
            }
        }
        if (more > 0) view.items_more = with_count(words_, "sync.more", more);
    }

    [[nodiscard]] bool passes(const QueueItem& item) const {
        switch (state_.filter) {
            case sync_centre::Filter::All:
                return true;
            case sync_centre::Filter::Waiting:
                return item.waiting > 0;
            case sync_centre::Filter::AtServer:
                return item.held == Held::AtServer;
            case sync_centre::Filter::Refused:
                break;
        }
        return item.held == Held::Refused;
    }

    [[nodiscard]] SyncRow item_row(const QueueItem& item) const {
        SyncRow row;
        row.id = item.record;
        row.title = title_or_kind(words_, item.title, item.kind);
        row.subtitle = words_.say(
            {"sync.item_when",
             {{"kind", kind_label(words_, item.kind)}, {"at", Wording::minute(item.at)}}});
        switch (item.held) {
            case Held::OnDevice:
                row.pill = words_.say("sync.pill_device");
                row.mood = Mood::Warn;
                break;
            case Held::AtServer:
                row.pill = words_.say("sync.pill_server");
                row.mood = Mood::Good;
                row.subtitle += words_.say(
                    {"sync.item_confirmed", {{"at", Wording::minute(item.confirmed_at)}}});
                break;
            case Held::Refused:
                row.pill = words_.say("sync.pill_refused");
                row.mood = Mood::Bad;
                break;
            case Held::Waits:
                row.pill = words_.say("sync.pill_parked");
                row.mood = Mood::Info;
                break;
        }
        return row;
    }

    void rounds(SyncCentreView& view) const {
        view.rounds_title = words_.say("sync.rounds");
        view.export_log = words_.say("sync.export");
        for (const LoggedRound& round : queue_.rounds) {
            if (view.rounds.size() == kRoundsShown) break;
            view.rounds.push_back(round_row(round));
        }
    }

    [[nodiscard]] SyncRow round_row(const LoggedRound& round) const {
        SyncRow row;
        row.id = number(round.id);
        row.title = Wording::minute(round.begun) + "  " +
                    words_.say("sync.cause." + std::string{to_text(round.cause)});
        row.subtitle = words_.say({"sync.round_counts",
                                   {{"pushed", number(round.pushed)},
                                    {"pulled", number(round.pulled)},
                                    {"bytes", bytes_in_words(round.bytes_up + round.bytes_down)},
                                    {"seconds", number(seconds(round))}}});
        if (!round.messages.empty()) row.subtitle = words_.say(round.messages.front());
        const bool open = round.outcome == RoundOutcome::Open;
        row.pill = words_.say("sync.outcome." +
                              (open ? std::string{"open"} : std::string{to_text(round.outcome)}));
        row.mood = round.outcome == RoundOutcome::Done ? Mood::Good : Mood::Warn;
        if (round.outcome == RoundOutcome::Failed) row.mood = Mood::Bad;
        return row;
    }

    static std::int64_t seconds(const LoggedRound& round) {
        return round.ended > round.begun ? (round.ended - round.begun + 999) / 1000 : 0;
    }

    const sync_centre::State& state_;
    const SyncQueue& queue_;
    const Words& words_;
};

}  // namespace

SyncCentreView make_sync_centre_view(const sync_centre::State& state, const Words& words) {
    SyncCentreView view;
    view.title = words.say("sync.title");
    view.settings = words.say("sync.settings");
    view.sync_now = words.say("sync.now");
    if (state.running) {
        view.progress = make_sync_progress(state.running->progress, words);
        view.progress->stopping = state.running->stopping;
        view.progress->stop = words.say(state.running->stopping ? "sync.stopping" : "sync.stop");
    } else if (state.last && state.last->problem) {
        view.problem_title = words.say("sync.problem_title");
        view.problem = words.say(*state.last->problem);
    }
    if (state.export_folder) {
        view.exporting = SyncExport{words.say("sync.export"),
                                    words.say("sync.export_text"),
                                    words.say("sync.export_folder"),
                                    *state.export_folder,
                                    state.export_problem ? words.say(*state.export_problem) : "",
                                    words.say("sync.export_confirm")};
    }
    if (!state.queue) return view;
    view.loading = false;
    Making{state, words}.fill(view);
    return view;
}

PhotoSending sending_of(std::string_view id) {
    for (const PhotoSending sending : kSendings) {
        if (to_text(sending) == id) return sending;
    }
    return PhotoSending::Always;
}

sync_centre::Filter filter_of(std::string_view id) {
    for (const auto& [name, filter] : kFilters) {
        if (name == id) return filter;
    }
    return sync_centre::Filter::All;
}

}  // namespace cunji
