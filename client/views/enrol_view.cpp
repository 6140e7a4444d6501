#include "client/views/enrol_view.h"

namespace cunji {

namespace {

void fill_join(EnrolView& view, const enrol::State& state, const Words& words) {
    view.step = EnrolView::Step::Join;
    view.title = words.say("enrol.title");
    view.subtitle = words.say("enrol.subtitle");
    view.product = words.say("shell.product");
    view.promise = words.say("enrol.promise");
    view.fields = std::to_string(state.filled);
    view.server_label = words.say("enrol.server");
    view.server_hint = words.say("enrol.server_hint");
    view.server = state.server;
    view.code_label = words.say("enrol.code");
    view.code_hint = words.say("enrol.code_hint");
    view.code = state.code;
    view.reading_picture = state.reading_picture;
    view.picture_hint =
        words.say(state.reading_picture ? "enrol.reading_picture" : "enrol.picture_hint");
    view.waiting = state.joining;
    view.join = words.say(state.joining ? "enrol.joining" : "enrol.join");
    view.stop = words.say("sync.stop");
    for (const PersonFolder& person : state.people) {
        if (person.folder == state.folder) continue;
        view.people.push_back(
            {person.folder, person.name.empty() ? words.say("enrol.nobody") : person.name,
             person.readable ? role_in_words(person.role, words) : words.say("enrol.unreadable"),
             false});
    }
    if (!view.people.empty()) view.people_title = words.say("enrol.people");
}

void fill_first_sync(EnrolView& view, const enrol::State& state, const Words& words) {
    view.step = EnrolView::Step::FirstSync;
    view.title = words.say({"enrol.welcome", {{"name", state.name}}});
    view.subtitle = words.say("enrol.first_sync");
    view.waiting = state.stop.has_value();
    view.stop = words.say("sync.stop");
    view.again = words.say("enrol.again");
    view.begin = words.say("enrol.begin_anyway");
    if (view.waiting) view.progress = make_sync_progress(state.progress, words);
}

void fill_ready(EnrolView& view, const enrol::State& state, const Words& words) {
    view.step = EnrolView::Step::Ready;
    view.title = words.say({"enrol.welcome", {{"name", state.name}}});
    view.subtitle = state.records == 0
                        ? words.say("enrol.ready_empty")
                        : words.say({"enrol.ready", {{"count", std::to_string(state.records)}}});
    view.begin = words.say("enrol.begin");
}

}  // namespace

EnrolView make_enrol_view(const enrol::State& state, const Words& words) {
    EnrolView view;
    switch (state.step) {
        case enrol::Step::Join:
            fill_join(view, state, words);
            break;
        case enrol::Step::FirstSync:
            fill_first_sync(view, state, words);
            break;
        case enrol::Step::Ready:
            fill_ready(view, state, words);
            break;
    }
    if (state.problem) view.problem = words.say(*state.problem);
    return view;
}

std::string role_in_words(const std::string& role, const Words& words) {
    const std::string key = "role." + role;
    const std::string text = words.say(key);
    return text == key ? role : text;
}

}  // namespace cunji
