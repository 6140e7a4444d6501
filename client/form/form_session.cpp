#include "client/form/form_session.h"

#include "client/form/presets.h"
#include "shared/base/china_time.h"
#include "shared/store/typed_table.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::string_view kMale = "1";
constexpr std::string_view kFemale = "2";

std::string child_kind_key(std::string_view kind) {
    return "child " + std::string{kind};
}

}  // namespace

const RecordDraft* FormSession::record(std::string_view key) const {
    for (const RecordDraft& draft : records_) {
        if (draft.key == key) return &draft;
    }
    return nullptr;
}

RecordDraft* FormSession::mutable_record(std::string_view key) {
    for (RecordDraft& draft : records_) {
        if (draft.key == key) return &draft;
    }
    return nullptr;
}

const Field* FormSession::field(const FieldPlace& place) const {
    const RecordDraft* draft = record(place.record);
    return draft == nullptr ? nullptr : draft->form->find(place.field);
}

Json FormSession::value(const FieldPlace& place) const {
    const RecordDraft* draft = record(place.record);
    const Field* known = field(place);
    if (known == nullptr) return nullptr;
    if (!has_column(*known)) {
        const auto found = draft->said.computed.find(place.field);
        return found == draft->said.computed.end() ? Json{} : found->second;
    }
    return draft->effective(*known);
}

void FormSession::type(const FieldPlace& place, std::string_view text) {
    const Field* known = field(place);
    if (known == nullptr || !can_write(*known)) return;
    RecordDraft& draft = *mutable_record(place.record);
    draft.type(*known, text);
    follow_id_number(draft, *known);
}

void FormSession::choose(const FieldPlace& place, Json value) {
    const Field* known = field(place);
    if (known == nullptr || !can_write(*known)) return;
    mutable_record(place.record)->choose(*known, std::move(value));
}

void FormSession::draw(const FieldPlace& place, std::vector<PenStroke> strokes) {
    const Field* known = field(place);
    if (known == nullptr || known->type != FieldType::DrawnSignature || !can_write(*known)) return;
    RecordDraft& draft = *mutable_record(place.record);
    if (strokes.empty()) {
        draft.drawn.erase(place.field);
        draft.choose(*known, nullptr);
    } else {
        draft.drawn[place.field] = std::move(strokes);
    }
}

void FormSession::explain(std::string_view record, const std::string& rule, std::string word) {
    RecordDraft* draft = mutable_record(record);
    if (draft == nullptr) return;
    if (word.empty()) {
        draft->explained.erase(rule);
    } else {
        draft->explained[rule] = std::move(word);
    }
}

RecordDraft& FormSession::new_child(std::string_view kind, const std::string& field) {
    RecordDraft& child = records_.emplace_back();
    child.key = "c" + std::to_string(++last_key_);
    child.form = {forms_, forms_->find(kind)};
    child.parent_field = field;
    return child;
}

std::string FormSession::add_child(std::string_view kind, const Json& preset) {
    for (const Repeat& repeat : root().form->repeats) {
        if (repeat.kind != kind || forms_->find(kind) == nullptr) continue;
        RecordDraft& child = new_child(kind, repeat.field);
        give_presets(child, preset, by_, opened_at_);
        return child.key;
    }
    return {};
}

void FormSession::remove_child(std::string_view key) {
    RecordDraft* child = mutable_record(key);
    if (child != nullptr && !child->key.empty()) child->removed = true;
}

void FormSession::bring_back_child(std::string_view key) {
    if (RecordDraft* child = mutable_record(key)) child->removed = false;
}

void FormSession::add_photo(std::string_view record, PendingPhoto photo) {
    RecordDraft* draft = mutable_record(record);
    if (draft == nullptr || draft->form->find(photo.field) == nullptr) return;
    draft->photos.push_back(std::move(photo));
}

void FormSession::remove_photo(std::string_view record, std::string_view file) {
    RecordDraft* draft = mutable_record(record);
    if (draft == nullptr) return;
    draft->photos.erase(
        std::remove_if(draft->photos.begin(), draft->photos.end(),
                       [&](const PendingPhoto& photo) { return photo.file == file; }),
        draft->photos.end());
}

void FormSession::use_place(std::string_view record, const ShotPlace& place) {
    RecordDraft* draft = mutable_record(record);
    if (draft == nullptr) return;
    const Field* lat = draft->form->find("geo_lat");
    const Field* lon = draft->form->find("geo_lon");
    const Field* acc = draft->form->find("geo_acc");
    if (lat == nullptr || lon == nullptr || !can_write(*lat)) return;
    if (!draft->is_empty(*lat) || !draft->is_empty(*lon)) return;
    draft->choose(*lat, place.lat_e7);
    draft->choose(*lon, place.lon_e7);
    if (acc != nullptr && place.accuracy_m > 0) draft->choose(*acc, place.accuracy_m);
}

/// The number says when its owner was born and of which sex: nobody types that again.
void FormSession::follow_id_number(RecordDraft& draft, const Field& field) {
    const Answer& number = draft.answer(field.name);
    if (field.type != FieldType::IdNumber || number.problem || !number.value.is_string()) return;
    const auto& digits = number.value.get_ref<const std::string&>();
    const Field* birth = draft.form->find("birth");
    if (birth != nullptr && birth->type == FieldType::Date && draft.is_empty(*birth)) {
        draft.choose(*birth,
                     digits.substr(6, 4) + '-' + digits.substr(10, 2) + '-' + digits.substr(12, 2));
    }
    const Field* sex = draft.form->find("sex");
    if (sex != nullptr && sex->step_of(kMale) >= 0 && sex->step_of(kFemale) >= 0 &&
        draft.is_empty(*sex)) {
        draft.choose(*sex, (digits[16] - '0') % 2 == 1 ? kMale : kFemale);
    }
}

void FormSession::refresh(const Store& store, Millis now) {
    const std::string minute = china_minute(now);
    const auto sql_of = [&](const RecordDraft& draft, const std::string& key,
                            std::vector<std::string> overlaid) -> const DraftSql& {
        std::shared_ptr<const DraftSql>& sql = sql_[key];
        if (!sql) sql = make_draft_sql(store, draft.form, std::move(overlaid));
        return *sql;
    };
    const std::string parent = root().id.empty() ? std::string{kNewRecord} : root().id;
    const EvaluationPlace place{scope_, minute, parent};
    std::set<std::string, std::less<>> drafted;
    for (std::size_t i = 1; i < records_.size(); ++i) {
        RecordDraft& child = records_[i];
        child.said =
            evaluate(store, sql_of(child, child_kind_key(child.form->kind), {}), child, {}, place);
        // As they stand in the store they need no place of their own beside it.
        if (child.touched()) drafted.insert(child.form->kind);
    }
    std::string key = "root";
    std::vector<std::string> overlaid;
    for (const std::string& kind : drafted) {
        if (store.table(kind) == nullptr) continue;
        key += ' ' + kind;
        overlaid.push_back(kind);
    }
    RecordDraft& own = records_.front();
    own.said = evaluate(store, sql_of(own, key, overlaid), own, children(), place);
    for (RecordDraft& draft : records_) {
        if (!draft.hidden_when_opened) draft.hidden_when_opened = draft.said.hidden;
    }
}

bool FormSession::can_write(const Field& field) const {
    return has_column(field) && may_write(powers_, field);
}

bool FormSession::touched() const {
    return std::any_of(records_.begin(), records_.end(),
                       [](const RecordDraft& draft) { return draft.touched(); });
}

}  // namespace cunji
