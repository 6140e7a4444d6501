#include "client/views/project_view.h"

#include "client/views/photo_tiles.h"
#include "client/views/project_words.h"

#include <algorithm>
#include <array>

namespace cunji {

namespace {

constexpr std::array<const char*, 12> kFacts{
    "category",     "content",    "place",    "scale",    "owner_org", "impl_org",
    "legal_person", "start_plan", "end_plan", "start_on", "end_on",    "complaint_contact"};

std::string fact_value(const Words& words, const ProjectFacts& facts, const char* name) {
    std::string text = facts.text(name);
    if (std::string_view{name} == "category") return words.choice("project", "category", text);
    if (std::string_view{name} == "scale") {
        const std::optional<std::int64_t> scale = facts.number("scale");
        if (!scale) return {};
        return hundredths_word(*scale) + " " + facts.text("scale_unit");
    }
    return text;
}

void add_steps(ProjectView& view, const ProjectPage& page, int shown, const Words& words) {
    view.steps_title = words.say("projects.steps");
    for (const ProjectStep& step : page.steps) {
        StepView one;
        one.no = step.no;
        one.label = step_word(words, step.code);
        one.state = step.state;
        const auto gates = std::count_if(step.lacks.begin(), step.lacks.end(),
                                         [](const Lack& lack) { return lack.gate; });
        one.blocked = step.state == StepState::Present && gates > 0;
        one.note = step.on;
        if (one.note.empty() && step.state != StepState::Ahead && !step.lacks.empty()) {
            one.note =
                words.say({"projects.lacks_count", {{"count", std::to_string(step.lacks.size())}}});
        }
        view.steps.push_back(std::move(one));
    }
    view.shown_step = shown == 0 ? page.facts.step_no : shown;
    const ProjectStep& step = page.steps.at(static_cast<std::size_t>(view.shown_step) - 1);
    view.needs_title =
        words.say({step.lacks.empty() ? "projects.step_title" : "projects.needs",
                   {{"no", std::to_string(step.no)}, {"step", step_word(words, step.code)}}});
    for (const Lack& lack : step.lacks) {
        view.needs.push_back(lack_word(words, lack));
        view.needs_block.push_back(lack.gate);
    }
    view.needs_none = words.say("projects.needs_none");
}

std::string who_words(const Words& words, const std::vector<Tier>& who) {
    // The lowest tier that may: nearest to the village.
    const Tier tier = who.empty() ? Tier::County : *std::min_element(who.begin(), who.end());
    switch (tier) {
        case Tier::Village:
            return words.say("projects.tier.village");
        case Tier::Township:
            return words.say("projects.tier.township");
        case Tier::County:
            break;
    }
    return words.say("projects.tier.county");
}

const std::vector<Lack>& present_lacks(const ProjectPage& page) {
    return page.steps.at(static_cast<std::size_t>(page.facts.step_no) - 1).lacks;
}

bool has_gate(const std::vector<Lack>& lacks) {
    return std::any_of(lacks.begin(), lacks.end(), [](const Lack& lack) { return lack.gate; });
}

void add_next(ProjectView& view, const ProjectPage& page, const Words& words) {
    for (const NextStep& next : page.next) {
        // Who may not take any is told once who takes the next one; a way back is not theirs to
        // see.
        if (!next.mine && !next.forward) continue;
        NextView one;
        one.code = next.code;
        one.forward = next.forward;
        one.label = words.say({next.forward ? "projects.step_forward" : "projects.step_back",
                               {{"step", step_word(words, next.code)}}});
        one.enabled = next.mine && (!next.forward || !has_gate(present_lacks(page)));
        if (!next.mine) {
            one.reason = words.say({"projects.step_theirs", {{"who", who_words(words, next.who)}}});
        } else if (!one.enabled) {
            one.reason = words.say("projects.step_blocked");
        }
        view.next.push_back(std::move(one));
    }
}

void add_asking(ProjectView& view, const project::State& state, const ProjectPage& page,
                const Words& words) {
    view.asks = !state.asking.empty();
    if (!view.asks) return;
    const auto next = std::find_if(page.next.begin(), page.next.end(),
                                   [&](const NextStep& one) { return one.code == state.asking; });
    const bool forward = next == page.next.end() || next->forward;
    AskingView& asking = view.asking;
    asking.title = words.say({forward ? "projects.step_forward" : "projects.step_back",
                              {{"step", step_word(words, state.asking)}}});
    const std::vector<Lack>& lacks = present_lacks(page);
    asking.text = forward && !lacks.empty()
                      ? words.say({"projects.ask.lacks", {{"lacks", joined_lacks(words, lacks)}}})
                      : words.say(forward ? "projects.ask.complete" : "projects.ask.back");
    asking.confirm = words.say("projects.ask.confirm");
    asking.cancel = words.say("projects.ask.cancel");
    asking.why_needed = !forward || !lacks.empty();
    asking.why_label = asking.why_needed ? words.say("projects.ask.why") : std::string{};
    asking.why_missing = words.say("projects.ask.why_missing");
    asking.why = state.why;
    if (state.refused) view.refused = words.say(*state.refused);
}

void add_photos(ProjectView& view, const project::State& state, const ProjectPage& page,
                const Words& words) {
    view.photos_title = words.say("projects.photos");
    view.add_photo = words.say("projects.add_photo");
    for (const StageSlot& slot : page.slots) {
        SlotView one;
        one.stage = slot.stage;
        one.title = stage_word(words, slot.stage);
        one.missing = slot.missing;
        one.note = words.say(slot.missing ? "projects.slot.missing" : "projects.slot.none");
        one.more =
            words.say({"projects.slot.more", {{"count", std::to_string(slot.photos.size())}}});
        one.add = words.say({"projects.slot.add", {{"stage", one.title}}});
        for (const PhotoItem& photo : slot.photos)
            one.photos.push_back(photo_tile(words, photo, state.titles));
        // In the slot stands the newest that can be seen.
        const auto seen = std::find_if(slot.photos.begin(), slot.photos.end(), can_be_seen);
        if (seen != slot.photos.end()) {
            const auto first = one.photos.begin();
            std::rotate(first, first + (seen - slot.photos.begin()),
                        first + (seen - slot.photos.begin()) + 1);
        }
        view.slots.push_back(std::move(one));
    }
    view.others_title = words.say("projects.other_photos");
    for (const PhotoItem& photo : page.others)
        view.others.push_back(photo_tile(words, photo, state.titles));
    for (const Message& problem : page.order)
        view.order.push_back(words.say(problem));
}

void add_progress(ProjectView& view, const ProjectPage& page, const Words& words) {
    view.progress_title = words.say("projects.progress");
    view.add_progress = words.say("projects.add_progress");
    view.progress_none = words.say("projects.progress_none");
    view.progress_label = words.say("projects.progress_done");
    const std::int64_t percent = page.facts.percent.value_or(0);
    view.progress_value = std::to_string(percent) + "%";
    view.progress_share = static_cast<float>(percent) / 100.0F;
    for (const ProgressLine& line : page.progress) {
        ProgressRow row;
        row.id = line.id;
        row.when = line.on;
        row.title = std::to_string(line.percent) + "%";
        row.text = line.note;
        if (line.spent) {
            if (!row.text.empty()) row.text += "\n";
            row.text += words.say({"projects.spent", {{"money", money_word(words, *line.spent)}}});
        }
        row.who = line.by;
        view.progress.push_back(std::move(row));
    }
}

void add_facts(ProjectView& view, const ProjectPage& page, const Words& words) {
    view.funds_title = words.say("projects.funds");
    const std::optional<std::int64_t> total = page.facts.number("total");
    if (total) view.funds.push_back({words.say("projects.total"), money_word(words, *total)});
    for (const std::string& field : fund_fields()) {
        const std::optional<std::int64_t> fen = page.facts.number(field);
        if (!fen || *fen == 0) continue;
        view.funds.push_back({words.say("projects." + field), money_word(words, *fen)});
    }
    const bool differs = total && *total != page.fund_sum;
    view.funds.push_back({words.say(differs ? "projects.fund_sum_bad" : "projects.fund_sum"),
                          money_word(words, page.fund_sum), differs});
    if (page.facts.spent) {
        view.funds.push_back(
            {words.say("projects.spent_label"), money_word(words, *page.facts.spent)});
    }
    view.facts_title = words.say("projects.facts");
    for (const char* name : kFacts) {
        std::string value = fact_value(words, page.facts, name);
        if (!value.empty()) view.facts.push_back({words.field("project", name), std::move(value)});
    }
    if (page.can_edit) view.edit = words.say("projects.edit");
}

}  // namespace

ProjectView make_project_view(const project::State& state, const Words& words) {
    ProjectView view;
    view.id = state.id;
    view.title = words.say("projects.one");
    if (state.gone) {
        view.loading = false;
        view.gone = words.say("projects.gone");
        return view;
    }
    if (!state.page) return view;
    const ProjectPage& page = *state.page;
    view.loading = false;
    view.title = page.name;
    view.who_answers = words.say("record.open");
    view.subtitle = words.say({"projects.step_of",
                               {{"no", std::to_string(page.facts.step_no)},
                                {"step", step_word(words, page.facts.text("step"))}}});
    view.light = page.light;
    view.light_word = light_word(words, page.light);
    for (const LightReason& reason : page.reasons)
        view.reasons.push_back(say_with_stage(words, reason.message));
    if (state.offered > 0) {
        view.offered = words.say({"projects.offered", {{"count", std::to_string(state.offered)}}});
        view.offered_action = words.say("projects.offered_action");
    }
    if (page.conflicts > 0) {
        view.conflicts =
            words.say({"projects.conflicts", {{"count", std::to_string(page.conflicts)}}});
        view.conflicts_action = words.say("projects.conflicts_action");
    }
    add_steps(view, page, state.step, words);
    add_next(view, page, words);
    add_photos(view, state, page, words);
    add_progress(view, page, words);
    add_facts(view, page, words);
    add_asking(view, state, page, words);
    return view;
}

}  // namespace cunji
