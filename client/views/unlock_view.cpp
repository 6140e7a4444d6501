#include "client/views/unlock_view.h"

namespace cunji {

namespace {

std::string role_in_words(const std::string& role, const Texts& texts) {
    if (role.empty()) return {};
    return texts({"role." + role, {}});
}

}  // namespace

UnlockView make_unlock_view(const unlock::State& state, const Texts& texts) {
    const auto say = [&texts](const char* key) { return texts({key, {}}); };
    UnlockView view;
    view.page = state.page;
    view.product = say("shell.product");
    view.promise = say("unlock.promise");
    view.fields = "fields" + std::to_string(state.filled);
    view.passphrase = state.typed;
    view.again = state.again;
    view.answer = state.answer;
    view.request = state.request;
    view.busy = state.busy;
    const bool fresh = state.page != unlock::Page::Open;
    view.passphrase_label = say(fresh ? "unlock.new" : "unlock.passphrase");
    view.passphrase_hint = fresh ? say("unlock.new_hint") : std::string{};
    view.again_label = say("unlock.again");
    switch (state.page) {
        case unlock::Page::Choose:
            view.title = say("unlock.choose_title");
            view.subtitle = say("unlock.choose_text");
            view.why = say("unlock.choose_why");
            view.go = say("unlock.choose");
            break;
        case unlock::Page::Open:
            view.title = state.name.empty()
                             ? say("unlock.open_title")
                             : texts({"unlock.open_title_of", {{"name", state.name}}});
            view.go = say("unlock.open");
            view.forgot = say("unlock.forgot");
            break;
        case unlock::Page::Forgotten:
            view.title = say("unlock.forgot_title");
            view.subtitle = say("unlock.forgot_text");
            view.request_label = say("unlock.request");
            view.answer_label = say("unlock.answer");
            view.answer_hint = say("unlock.answer_hint");
            view.go = say("unlock.recover");
            view.back = say("unlock.back");
            break;
    }
    if (state.busy) view.go = say("unlock.busy");
    if (state.problem) view.problem = texts(*state.problem);
    view.people_title = say("unlock.people");
    for (const PersonFolder& person : state.people) {
        if (person.folder == state.folder) continue;
        view.people.push_back({person.folder,
                               person.name.empty() ? say("enrol.nobody") : person.name,
                               role_in_words(person.role, texts)});
    }
    return view;
}

}  // namespace cunji
