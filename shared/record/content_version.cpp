#include "shared/record/content_version.h"

#include "shared/crypto/crypto.h"
#include "shared/json/json.h"
#include "shared/record/ancestry.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace cunji {

namespace {

bool is_empty(const Value& value) {
    return value.is_null() || (value.list() != nullptr && value.list()->empty());
}

const Value& value_of(const RecordState& state, std::string_view field) {
    static const Value none{};
    const auto found = state.values.find(field);
    return found == state.values.end() ? none : found->second;
}

bool holds(const Value& list, const Value& element) {
    return list.list() != nullptr &&
           std::find(list.list()->begin(), list.list()->end(), element) != list.list()->end();
}

std::set<OpId> annulled_by(const std::vector<FoldOp>& ops) {
    std::set<OpId> out;
    for (const FoldOp& op : ops) {
        if (op.county) out.insert(op.logged->op.annul.begin(), op.logged->op.annul.end());
    }
    return out;
}

/// Whether the op says anything that differs from the values there were.
class Difference {
public:
    Difference(const Form& form, const RecordState& before) : form_(form), before_(before) {}

    [[nodiscard]] bool is_made_by(const Op& op) const {
        return std::any_of(op.set.begin(), op.set.end(),
                           [&](const auto& entry) {
                               const Value& held = value_of(before_, entry.first);
                               if (is_empty(held) && is_empty(entry.second)) return false;
                               return content(entry.first) && entry.second != held;
                           }) ||
               changes(op.add, false) || changes(op.rem, true) ||
               std::any_of(op.app.begin(), op.app.end(), [&](const auto& entry) {
                   return content(entry.first) && !entry.second.empty();
               });
    }

private:
    [[nodiscard]] bool content(std::string_view name) const {
        const Field* field = form_.find(name);
        return field != nullptr && is_content(*field);
    }

    [[nodiscard]] bool changes(const std::vector<std::pair<std::string, Value::List>>& lists,
                               bool when_held) const {
        return std::any_of(lists.begin(), lists.end(), [&](const auto& entry) {
            return content(entry.first) &&
                   std::any_of(entry.second.begin(), entry.second.end(), [&](const Value& element) {
                       return holds(value_of(before_, entry.first), element) == when_held;
                   });
        });
    }

    const Form& form_;
    const RecordState& before_;
};

bool knows(const Form& form, const Op& op) {
    const auto known = [&](const auto& entry) { return form.find(entry.first) != nullptr; };
    return std::all_of(op.set.begin(), op.set.end(), known) &&
           std::all_of(op.add.begin(), op.add.end(), known) &&
           std::all_of(op.rem.begin(), op.rem.end(), known) &&
           std::all_of(op.app.begin(), op.app.end(), known);
}

/// The history around what somebody saw.
class Seen {
public:
    Seen(const RecordHistory& history, std::span<const OpId> seen)
        : history_(history), pointers_(pointers_of(history)), ancestry_(pointers_) {
        for (const OpId& id : seen) {
            const std::optional<std::size_t> head = ancestry_.index_of(id);
            if (!head) {
                missing_ = true;
            } else {
                heads_.push_back(*head);
            }
        }
    }

    [[nodiscard]] bool missing() const { return missing_ || heads_.empty(); }

    [[nodiscard]] bool inside(std::size_t index) const {
        return std::any_of(heads_.begin(), heads_.end(), [&](std::size_t head) {
            return head == index || ancestry_.saw(head, index);
        });
    }

    [[nodiscard]] std::vector<FoldOp> ops() const {
        std::vector<FoldOp> out;
        for (std::size_t i = 0; i < history_.ops.size(); ++i) {
            if (inside(i)) out.push_back(history_.ops[i]);
        }
        return out;
    }

    /// Of these the one that came first as far as the authors knew, then by clock and id.
    [[nodiscard]] OpId first_of(const std::vector<std::size_t>& some) const {
        const auto place = [&](std::size_t i) {
            const LoggedOp& logged = *pointers_[i];
            const bool later = std::any_of(some.begin(), some.end(), [&](std::size_t other) {
                return other != i && ancestry_.saw(i, other);
            });
            return std::tuple{later, logged.op.at, logged.id};
        };
        return pointers_[*std::min_element(
                             some.begin(), some.end(),
                             [&](std::size_t a, std::size_t b) { return place(a) < place(b); })]
            ->id;
    }

private:
    static std::vector<const LoggedOp*> pointers_of(const RecordHistory& history) {
        std::vector<const LoggedOp*> out;
        out.reserve(history.ops.size());
        for (const FoldOp& op : history.ops)
            out.push_back(op.logged);
        return out;
    }

    const RecordHistory& history_;
    std::vector<const LoggedOp*> pointers_;
    Ancestry ancestry_;
    std::vector<std::size_t> heads_;
    bool missing_ = false;
};

}  // namespace

bool is_content(const Field& field) {
    return field.merge != MergeRule::Computed && field.name != kReviewField &&
           field.name != kMergeIntoField;
}

std::string content_version(const Form& form, std::string_view scope, std::string_view record,
                            const std::map<std::string, Value, std::less<>>& values) {
    Json fields = Json::array();
    for (const auto& [name, value] : values) {
        const Field* field = form.find(name);
        if (field == nullptr || !is_content(*field) || is_empty(value)) continue;
        Value shown = value;
        if (field->merge == MergeRule::Set && value.list() != nullptr) {
            Value::List sorted = *value.list();
            std::sort(sorted.begin(), sorted.end());
            shown = std::move(sorted);
        }
        fields.push_back(Json::array({name, to_json(shown)}));
    }
    const Json content =
        Json::array({std::string{scope}, form.kind, std::string{record}, std::move(fields)});
    return to_hex(blake2b({"cunji-content-1 ", write_json(content)}));
}

std::optional<RecordState> state_at(const RecordHistory& history, std::span<const OpId> seen) {
    const Seen then{history, seen};
    if (then.missing()) return std::nullopt;
    return fold(then.ops(), *history.form);
}

Standing standing(const RecordHistory& history, std::span<const OpId> seen,
                  std::string_view version) {
    const Form& form = *history.form;
    const bool known = std::all_of(history.ops.begin(), history.ops.end(),
                                   [&](const FoldOp& op) { return knows(form, op.logged->op); });
    const Seen then{history, seen};
    if (!known || then.missing()) return {Standing::State::Unknown};
    const RecordState before = fold(then.ops(), form);
    if (content_version(form, history.scope, history.record, before.values) != version) {
        return {Standing::State::Wrong};
    }
    const std::set<OpId> annulled = annulled_by(history.ops);
    const Difference difference{form, before};
    std::vector<std::size_t> voiding;
    std::vector<std::size_t> annulling;
    for (std::size_t i = 0; i < history.ops.size(); ++i) {
        if (then.inside(i)) continue;
        const LoggedOp& logged = *history.ops[i].logged;
        if (!logged.op.annul.empty() && history.ops[i].county) annulling.push_back(i);
        if (!annulled.contains(logged.id) && difference.is_made_by(logged.op)) voiding.push_back(i);
    }
    if (!voiding.empty()) return {Standing::State::Voided, then.first_of(voiding)};
    const RecordState now = fold(history.ops, form);
    if (now.exists && content_version(form, history.scope, history.record, now.values) == version) {
        return {Standing::State::Stands};
    }
    // Nobody changed it: something that was seen does not count any more.
    Standing out{Standing::State::Voided};
    if (!annulling.empty()) out.by = then.first_of(annulling);
    return out;
}

std::vector<std::string> writers_at(const RecordHistory& history, std::span<const OpId> seen) {
    const Seen then{history, seen};
    const std::set<OpId> annulled = annulled_by(history.ops);
    const Difference from_nothing{*history.form, {}};
    std::set<std::string> out;
    for (const FoldOp& op : then.ops()) {
        const Op& written = op.logged->op;
        const bool removes = !written.rem.empty();
        const bool erases =
            std::any_of(written.set.begin(), written.set.end(), [&](const auto& entry) {
                const Field* field = history.form->find(entry.first);
                return field != nullptr && is_content(*field) && entry.second.is_null();
            });
        if (written.rank == 0 && !annulled.contains(op.logged->id) &&
            (removes || erases || from_nothing.is_made_by(written))) {
            out.insert(written.by);
        }
    }
    return {out.begin(), out.end()};
}

std::optional<std::vector<OpId>> op_ids_from_text(std::string_view text) {
    std::vector<OpId> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::optional<OpId> id = op_id_from_text(text.substr(0, end));
        if (!id) return std::nullopt;
        out.push_back(*id);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string op_ids_text(std::span<const OpId> ids) {
    std::string out;
    for (const OpId& id : ids) {
        if (!out.empty()) out += ' ';
        out += to_text(id);
    }
    return out;
}

}  // namespace cunji
