#include "client/form/draft_keeping.h"
#include "client/model/desk.h"
#include "client/model/publicity.h"
#include "shared/base/china_time.h"
#include "shared/store/reading.h"

#include <array>

namespace cunji::publicity {

namespace {

constexpr std::size_t kSubjectsMax = 60;  ///< of a list to choose from

/// What a new notice begins with: the meeting it rests on, and what the last one had.
Json preset_of(FieldDevice& device, const std::string& meeting) {
    const Store& store = device.store();
    const std::string today = china_day(device.now());
    Json preset{{"tier", "village"}, {"form", "notice"}, {"state", "draft"}, {"start_on", today}};
    const std::optional<MeetingPage> held = read_meeting(store, meeting);
    std::string scope;
    PublicityKind kind{"", "notice", false, today};
    if (held) {
        scope = held->scope;
        preset["meeting"] = meeting;
        Json subjects = Json::array();
        for (const RecordLink& link : held->related) {
            subjects.push_back(link.id);
            kind.about_project = kind.about_project || link.kind == "project";
        }
        if (!subjects.empty()) preset["subjects"] = std::move(subjects);
        // A review is about who comes in or who leaves: that is for the person to say.
        if (held->type != "democratic_review") {
            preset["type"] = "resolution";
            kind.type = "resolution";
        }
    }
    if (!kind.type.empty()) preset["end_on"] = earliest_end(kind);
    if (scope.empty()) {
        if (const Result<std::string> only = writable_scope(store, {})) scope = *only;
    }
    const NoticeHabits habits = read_notice_habits(store, scope);
    if (!habits.place.empty()) preset["place"] = habits.place;
    if (!habits.hotline.empty()) preset["hotline"] = habits.hotline;
    return preset;
}

std::optional<Notice> read_notice(const Store& store, const std::string& id) {
    const std::optional<Json> record = show_record(store, id, false);
    if (!record) return std::nullopt;
    const Json& fields = record->at("fields");
    const auto text = [&](const char* field) { return std::string{text_of(fields, field)}; };
    Notice out{text("type"),
               text("tier"),
               text("form"),
               text("state"),
               text("place"),
               text("start_on"),
               text("end_on"),
               text("hotline"),
               text("body"),
               text("meeting"),
               text("photo_start"),
               text("photo_end"),
               {},
               {}};
    const auto subjects = fields.find("subjects");
    if (subjects != fields.end() && subjects->is_array()) {
        for (const Json& subject : *subjects)
            out.subjects.push_back(subject.get<std::string>());
    }
    for (const ObjectionRow& row : read_objections(store, id)) {
        out.objections.push_back({row.id, row.raiser, row.channel, row.content, row.raised_at,
                                  row.finding, row.result, row.replied_at});
    }
    return out;
}

struct Runner {
    Desk& desk;

    void operator()(const Open& open) const {
        FieldDevice& device = desk.device;
        Opened out;
        out.id = open.id;
        std::string draft = open.draft;
        if (draft.empty()) {
            Json about = Json::object();
            if (!open.meeting.empty()) about["meeting"] = open.meeting;
            if (!open.id.empty() || !open.meeting.empty()) {
                draft = find_begun(device, "publicity", open.id, about).value_or("");
            }
        }
        if (!draft.empty()) {
            if (Result<FormSession> begun = reopen_draft(device, draft)) {
                out.form = std::move(*begun);
                out.resumed = true;
                out.id = out.form->root().id;
                desk.post(out);
                return;
            }
        }
        const Json preset = open.id.empty() ? preset_of(device, open.meeting) : Json::object();
        Result<FormSession> form = FormSession::begin(device, {"publicity", open.id, preset, {}});
        if (form) {
            out.form = std::move(*form);
        } else {
            out.read_only = form.error();
            out.shown = read_notice(device.store(), open.id);
        }
        desk.post(out);
    }

    void operator()(const ReadFacts& read) const {
        desk.post(FactsRead{
            read_publicity_facts(desk.device.store(), read.id, read.meeting, read.subjects)});
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

}  // namespace cunji::publicity
