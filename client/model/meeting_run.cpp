#include "client/app/days.h"
#include "client/form/draft_keeping.h"
#include "client/model/desk.h"
#include "client/model/meeting.h"
#include "shared/base/china_time.h"

namespace cunji::meeting {

namespace {

constexpr std::size_t kSubjectsMax = 60;  ///< of a list to choose from

/// The form where it was left, else as the records are.
void open_form(FieldDevice& device, const Open& open, Opened& out) {
    std::string draft = open.draft;
    if (draft.empty() && !open.id.empty()) {
        draft = find_begun(device, "meeting", open.id, Json::object()).value_or("");
    }
    if (!draft.empty()) {
        if (Result<FormSession> begun = reopen_draft(device, draft)) {
            out.form = std::move(*begun);
            out.resumed = true;
            out.id = out.form->root().id;
            return;
        }
    }
    Result<FormSession> form = FormSession::begin(device, {"meeting", open.id, Json::object(), {}});
    if (form) {
        out.form = std::move(*form);
    } else {
        out.read_only = form.error();
    }
}

/// Whatever the page names: what the meeting is about and what was voted on.
std::vector<std::string> named(const Opened& opened) {
    std::vector<std::string> ids;
    const Sitting sitting = opened.form   ? sitting_of(*opened.form, *opened.people)
                            : opened.page ? sitting_of(*opened.page)
                                          : Sitting{};
    ids = sitting.related;
    for (const Ballot& ballot : sitting.ballots) {
        if (!ballot.subject.empty()) ids.push_back(ballot.subject);
    }
    for (const std::string& id : {sitting.host, sitting.recorder}) {
        if (!id.empty()) ids.push_back(id);
    }
    return ids;
}

struct Runner {
    Desk& desk;

    void operator()(const Open& open) const {
        FieldDevice& device = desk.device;
        Opened out;
        out.id = open.id;
        if (open.with_form) open_form(device, open, out);
        if (!out.id.empty()) out.page = read_meeting(device.store(), out.id);
        const std::string scope = out.form   ? out.form->scope()
                                  : out.page ? out.page->scope
                                             : std::string{};
        out.people = std::make_shared<const People>(read_people(device.store(), scope));
        const bool dated = out.page && day_number(out.page->start_at);
        const std::string day = dated ? out.page->start_at.substr(0, 10) : china_day(device.now());
        out.counts = count_village(device.store(), scope, out.people->list, day);
        out.links = read_links(device.store(), named(out));
        desk.post(out);
    }

    void operator()(const Evaluate& look) const {
        desk.post(Looked{look.revision, looked_at(desk.device, *look.form)});
    }

    void operator()(const Keep& keep) const {
        keep_draft(desk.device, *keep.form);
        desk.post(Kept{desk.device.now()});
    }

    void operator()(const SaveForm& save) const {
        desk.post(Saved{save_draft(desk.device, *save.form), save.then});
    }

    void operator()(const Drop& drop) const { discard_draft(desk.device, drop.draft); }

    void operator()(const FindSubjects& find) const {
        desk.post(Found{find.typed,
                        find_subjects(desk.device.store(), find.scope, find.typed, kSubjectsMax)});
    }
};

}  // namespace

void run(const Effect& effect, Desk& desk) {
    std::visit(Runner{desk}, effect);
}

}  // namespace cunji::meeting
