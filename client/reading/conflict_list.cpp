#include "client/reading/conflict_list.h"

#include "client/reading/sync_queue.h"
#include "shared/store/op_log.h"
#include "shared/store/reading.h"
#include "sync/enrolment.h"

#include <algorithm>

namespace cunji {

namespace {

/// The fields of one conflict, as list_conflicts() gives them, that a decision takes together.
struct Together {
    const Form* form = nullptr;
    std::vector<const Json*> fields;
};

bool belong_together(const Form& form, std::string_view a, std::string_view b) {
    const Field* one = form.find(a);
    const Field* other = form.find(b);
    return one != nullptr && other != nullptr && !one->unit.empty() && one->unit == other->unit;
}

std::string name_or_id(const Json& value) {
    const std::string_view name = text_of(value, "name");
    return std::string{name.empty() ? text_of(value, "author") : name};
}

class Reading {
public:
    Reading(const Store& store, Wording& wording)
        : store_(store), wording_(wording), me_(read_enrolment(store)) {}

    std::vector<FieldConflict> run() {
        const Json all = list_conflicts(store_, {});
        std::vector<Together> groups;
        for (const Json& conflict : all) {
            const Form* form = store_.policy().find(text_of(conflict, "kind"));
            if (form == nullptr) continue;
            Together* before = groups.empty() ? nullptr : &groups.back();
            if (before != nullptr && same_group(*before, *form, conflict)) {
                before->fields.push_back(&conflict);
            } else {
                groups.push_back({form, {&conflict}});
            }
        }
        std::vector<FieldConflict> out;
        out.reserve(groups.size());
        for (const Together& group : groups)
            out.push_back(make(group));
        return out;
    }

private:
    static bool same_group(const Together& group, const Form& form, const Json& conflict) {
        const Json& first = *group.fields.front();
        return text_of(first, "record") == text_of(conflict, "record") &&
               text_of(first, "scope") == text_of(conflict, "scope") &&
               text_of(first, "kind") == text_of(conflict, "kind") &&
               belong_together(form, text_of(first, "field"), text_of(conflict, "field"));
    }

    FieldConflict make(const Together& group) {
        const Json& first = *group.fields.front();
        FieldConflict out;
        out.record = text_of(first, "record");
        out.kind = text_of(first, "kind");
        out.scope = text_of(first, "scope");
        out.title = list_title(store_, wording_, {out.scope, out.kind, out.record});
        out.field = text_of(first, "field");
        out.for_office =
            out.field == kReviewField && me_ && powers_of(me_->role).tier == Tier::Village;
        for (const Json* conflict : group.fields) {
            const Field* field = group.form->find(text_of(*conflict, "field"));
            if (field == nullptr) continue;
            const std::string label = wording_.label(field->label);
            if (!out.label.empty()) out.label += wording_.say({"list.comma", {}});
            out.label += label;
            for (const Json& value : conflict->at("values")) {
                ConflictValue& said = value_of(out, value, text_of(*conflict, "shown"));
                said.texts.emplace_back(label, wording_.value(*field, value.at("value")));
            }
        }
        std::stable_sort(
            out.values.begin(), out.values.end(),
            [](const ConflictValue& a, const ConflictValue& b) { return a.at > b.at; });
        return out;
    }

    ConflictValue& value_of(FieldConflict& conflict, const Json& value, std::string_view shown) {
        const std::string_view op = text_of(value, "op");
        const auto known = std::find_if(conflict.values.begin(), conflict.values.end(),
                                        [&](const ConflictValue& each) { return each.op == op; });
        if (known != conflict.values.end()) return *known;
        ConflictValue& out = conflict.values.emplace_back();
        out.op = op;
        out.by = text_of(value, "author");
        out.name = name_or_id(value);
        out.device = text_of(value, "device");
        out.mine = me_ && out.by == me_->by;
        out.this_device = me_ && out.device == me_->device;
        out.shown = op == shown;
        const auto at = value.find("at");
        if (at != value.end() && at->is_number_integer()) out.at = at->get<Millis>();
        return out;
    }

    const Store& store_;
    Wording& wording_;
    std::optional<Enrolment> me_;
};

}  // namespace

std::vector<FieldConflict> read_conflicts(const Store& store, Wording& wording) {
    return Reading{store, wording}.run();
}

}  // namespace cunji
