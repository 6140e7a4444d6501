#include "client/views/rescue_view.h"

namespace cunji {

RescueView make_rescue_view(const rescue::State& state, const Texts& texts) {
    const auto say = [&texts](const char* key) { return texts({key, {}}); };
    RescueView view;
    view.title = say(state.damaged ? "rescue.title_damaged" : "rescue.title");
    view.problem = texts(state.problem);
    view.calm = say("rescue.calm");
    view.damaged = state.damaged;
    view.step_copy = say("rescue.step_copy");
    view.folder_label = say("settings.backup_folder");
    view.folder = state.target;
    view.copy = say("rescue.copy");
    view.step_mend = say("rescue.step_mend");
    view.mend_text = say("rescue.mend_text");
    view.mend = say("rescue.mend");
    view.anew_text = say("rescue.anew_text");
    view.anew = say("rescue.anew");
    view.can_copy = !state.busy && !state.target.empty();
    view.can_mend = !state.busy && state.backed_up;
    if (!state.backed_up) view.why_not = say("rescue.copy_first");
    if (state.said) view.said = texts(*state.said);
    view.said_bad = state.failed;
    if (state.busy) view.busy = say("rescue.busy");
    view.again = say("rescue.again");
    view.quit = say("rescue.quit");
    return view;
}

}  // namespace cunji
