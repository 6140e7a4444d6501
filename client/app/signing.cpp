#include "client/app/signing.h"

#include "shared/store/acts.h"
#include "shared/store/cosigning.h"
#include "shared/store/merging.h"

#include <algorithm>
#include <charconv>

namespace cunji {

namespace {

using Problems = std::vector<SaveProblem>;

/// Who signs.
struct Signer {
    const Store* store = nullptr;
    std::string by;
    KeyPair keys;
};

Result<Json> act_fields(const Signer& signer, const RecordKey& target, std::string_view name) {
    const std::optional<HeldRecord> record = HeldRecord::read(*signer.store, target);
    if (!record) return Message{"error.act.no_record", {}};
    const std::vector<OpId> heads = record->heads();
    const std::optional<std::string> version = record->version_at(heads);
    if (!version) return Message{"error.act.no_record", {}};
    Act act;
    act.target = target.id;
    act.act = name;
    act.version = *version;
    act.seen = op_ids_text(heads);
    act.signature = sign(signer.keys, act_text(act, signer.by, target.scope));
    return Json{{"target", act.target},
                {"act", act.act},
                {"version", act.version},
                {"seen", act.seen},
                {"signature", to_base64(act.signature)}};
}

SaveRequest act_request(const Signer& signer, std::size_t index, const std::string& kind,
                        const std::string& scope, std::string act) {
    SaveRequest request;
    request.kind = kActKind;
    request.scope = scope;
    request.late = [signer, index, kind, scope,
                    act = std::move(act)](std::span<const std::string> ids) {
        return act_fields(signer, {scope, kind, ids[index]}, act);
    };
    return request;
}

/// Whether the request says anything beside a step of the review.
bool gives_content(const SaveRequest& request) {
    return std::any_of(request.fields.items().begin(), request.fields.items().end(),
                       [](const auto& entry) { return entry.key() != kReviewField; });
}

/// What there is of a record before the save.
struct Before {
    std::string review;
    std::vector<GivenAct> acts;
    bool wrote = false;  ///< the person, some of it

    Before(const Store& store, const RecordKey& key, std::string_view person) {
        const std::optional<HeldRecord> record = HeldRecord::read(store, key);
        if (!record) return;
        if (const auto state = stored_state(store, key)) {
            const auto found = state->values.find(kReviewField);
            if (found != state->values.end() && found->second.text() != nullptr) {
                review = *found->second.text();
            }
        }
        acts = acts_on(store, key);
        const std::vector<std::string> writers = writers_at(record->history(), record->heads());
        wrote = std::find(writers.begin(), writers.end(), person) != writers.end();
    }

    [[nodiscard]] bool stands(std::string_view act, std::string_view by = {}) const {
        return std::any_of(acts.begin(), acts.end(), [&](const GivenAct& given) {
            return given.act.act == act && given.stands() && (by.empty() || given.by == by);
        });
    }
};

std::vector<std::string> acts_of_step(const SaveRequest& request, const Before& before,
                                      std::string_view by, Tier tier) {
    const std::string_view step = text_of(request.fields, kReviewField);
    if (step.empty() || step == before.review) return {};
    const bool changed = gives_content(request);
    std::vector<std::string> out;
    if (step == "submitted") {
        const bool surveyed = !changed && before.stands(kSurveyed);
        if (!surveyed && (changed || before.wrote)) out.emplace_back(kSurveyed);
        if (changed || !before.stands(kRegistered, by)) out.emplace_back(kRegistered);
    } else if ((step == "approved" || step == "locked") && tier != Tier::Village) {
        const std::string_view act = act_of_approval(tier);
        if (changed || !before.stands(act, by)) out.emplace_back(act);
    }
    return out;
}

void bind_drawn(const Signer& signer, std::size_t index, SaveRequest& request) {
    const SignaturePlaces* names = signature_places(request.kind);
    if (names == nullptr) return;
    const std::string image{text_of(request.fields, names->image)};
    const TypedTable* table = signer.store->table(request.kind);
    // One that was drawn before stays under what it was drawn under.
    const auto before = stored_state(*signer.store, {request.scope, request.kind, request.id});
    if (before) {
        const auto held = before->values.find(names->image);
        if (held != before->values.end() && held->second == Value{image}) return;
    }
    if (image.empty() || table == nullptr || table->form().find("signed_proof") == nullptr) return;
    request.late = [signer, names, image, fields = request.fields, kind = request.kind,
                    scope = request.scope,
                    index](std::span<const std::string> ids) -> Result<Json> {
        RecordState held;
        if (auto state = stored_state(*signer.store, {scope, kind, ids[index]})) held = *state;
        const auto value = [&](std::string_view name) {
            std::string text{text_of(fields, name)};
            const auto found = held.values.find(name);
            const bool given = fields.contains(name);
            if (!given && found != held.values.end() && found->second.text() != nullptr) {
                text = *found->second.text();
            }
            if (text.starts_with('@')) {
                std::size_t place = ids.size();
                std::from_chars(text.data() + 1, text.data() + text.size(), place);
                if (place < ids.size()) text = ids[place];
            }
            return text;
        };
        CoSigned so;
        so.image = image;
        so.target = value(names->target);
        so.signer = value("person");
        if (so.signer.empty()) so.signer = value(names->name);
        const std::optional<RecordKey> target = signable_record(*signer.store, scope, so.target);
        const auto content =
            target ? content_to_sign(*signer.store, *target) : std::optional<SignedContent>{};
        // A signature on nothing that is held here stays as it always was: not bound.
        if (!content) return Json::object();
        so.content = *content;
        const Signature proof = sign(signer.keys, cosign_text(so, signer.by, scope));
        return Json{{"signed_version", so.content.version},
                    {"signed_seen", so.content.seen},
                    {"signed_proof", to_base64(proof)}};
    };
}

/// Why the person can sign nothing at all.
std::optional<Message> cannot_sign(const FieldDevice& device) {
    const Result<Enrolment> enrolment = device.enrolment();
    if (!enrolment) return enrolment.error();
    if (!enrolment->person_keys || device.store().table(kActKind) == nullptr) {
        return Message{"error.act.no_key", {}};
    }
    if (!enrolment->author()) return Message{"error.device.only_reads", {}};
    return std::nullopt;
}

std::optional<Message> cannot_give(const Store& store, const Author& author, const RecordKey& key,
                                   const HeldRecord& held, std::string_view act) {
    for (const GivenAct& given : acts_on(store, key)) {
        const bool mine = given.by == author.by && given.act.act == act;
        if (mine && given.stands()) return Message{"error.act.done", {}};
    }
    return may_not_act(store, key, held.heads(), act, author.by, *author.powers.tier);
}

}  // namespace

std::vector<ActChoice> act_choices(const FieldDevice& device, const std::string& record) {
    std::vector<ActChoice> out;
    for (const std::string_view act : {kSurveyed, kRegistered, kReviewed, kAnswered})
        out.push_back({std::string{act}, cannot_sign(device)});
    if (out.front().why_not) return out;
    const Store& store = device.store();
    const std::optional<Author> author = device.enrolment()->author();
    const std::optional<RecordKey> key = find_record(store, record);
    const std::optional<HeldRecord> held =
        key && key->kind != kActKind ? HeldRecord::read(store, *key) : std::nullopt;
    for (ActChoice& choice : out) {
        choice.why_not = held ? cannot_give(store, *author, *key, *held, choice.act)
                              : Message{"error.act.no_record", {}};
    }
    return out;
}

void add_signatures(const FieldDevice& device, const Enrolment& enrolment, Tier tier,
                    std::vector<SaveRequest>& group) {
    const Store& store = device.store();
    if (!enrolment.person_keys || store.table(kActKind) == nullptr) return;
    const Signer signer{&store, enrolment.by, *enrolment.person_keys};
    const std::size_t given = group.size();
    for (std::size_t i = 0; i < given; ++i) {
        const std::string scope = group[i].scope;
        bind_drawn(signer, i, group[i]);
        if (group[i].kind == kActKind || !group[i].fields.contains(kReviewField)) continue;
        const Before before{store, {scope, group[i].kind, group[i].id}, signer.by};
        for (std::string& act : acts_of_step(group[i], before, signer.by, tier)) {
            group.push_back(act_request(signer, i, group[i].kind, scope, std::move(act)));
        }
    }
}

Result<SavedRecord, Problems> sign_record(FieldDevice& device, const std::string& record,
                                          std::string_view act, const std::string& note) {
    const auto fail = [](Message message) { return Problems{{0, {}, std::move(message)}}; };
    const Result<Enrolment> enrolment = device.enrolment();
    if (!enrolment) return fail(enrolment.error());
    if (!enrolment->person_keys || device.store().table(kActKind) == nullptr) {
        return fail({"error.act.no_key", {}});
    }
    const std::optional<RecordKey> key = find_record(device.store(), record);
    if (!key || key->kind == kActKind) return fail({"error.act.no_record", {}});
    const Signer signer{&device.store(), enrolment->by, *enrolment->person_keys};
    SaveRequest request;
    request.kind = kActKind;
    request.scope = key->scope;
    if (!note.empty()) request.fields["note"] = note;
    request.late = [signer, key = *key, act = std::string{act}](std::span<const std::string>) {
        return act_fields(signer, key, act);
    };
    Result<std::vector<SavedRecord>, Problems> saved = record_group(device, {std::move(request)});
    if (!saved) return saved.error();
    return std::move(saved->front());
}

}  // namespace cunji
