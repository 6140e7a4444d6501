#include "client/model/meetings.h"

#include "client/model/desk.h"
#include "client/model/out.h"

namespace cunji::meetings {

namespace {

struct Updater {
    State& state;
    Out& out;

    void operator()(const Enter& /*enter*/) const { out.effect(Load{}); }

    void operator()(const Refresh& /*refresh*/) const { out.effect(Load{}); }

    void operator()(const Loaded& loaded) const {
        state.loaded = true;
        state.rows = loaded.rows;
        state.notices = loaded.notices;
        state.drafts = loaded.drafts;
    }

    void operator()(const Search& search) const { state.typed = search.text; }

    void operator()(const Show& show) const { state.filter = show.filter; }

    void operator()(const ShowType& show) const { state.type = show.type; }
};

}  // namespace

void update(State& state, const Command& command, Out& out) {
    std::visit(Updater{state, out}, command);
}

void run(const Effect& /*effect*/, Desk& desk) {
    const Store& store = desk.device.store();
    Loaded loaded{read_meetings(store), read_publicities(store), {}};
    for (DraftLine& draft : list_begun(desk.device)) {
        if (draft.kind == "meeting" || draft.kind == "publicity") {
            loaded.drafts.push_back(std::move(draft));
        }
    }
    desk.post(loaded);
}

}  // namespace cunji::meetings
