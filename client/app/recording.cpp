#include "client/app/recording.h"

#include "client/app/signing.h"
#include "shared/json/json.h"

#include <array>
#include <utility>

namespace cunji {

namespace {

using Problems = std::vector<SaveProblem>;

Problems one_problem(Message message, std::size_t index = 0, std::string field = {}) {
    return {{index, std::move(field), std::move(message)}};
}

/// Takes a member that is no field out of the object.
std::optional<Message> take_text(Json& object, const char* name, std::string& out) {
    const auto found = object.find(name);
    if (found == object.end()) return std::nullopt;
    if (!found->is_string()) return Message{"error.save.member", {{"what", name}}};
    out = found->get<std::string>();
    object.erase(name);
    return std::nullopt;
}

std::optional<Message> take_flag(Json& object, const char* name, bool& out) {
    const auto found = object.find(name);
    if (found == object.end()) return std::nullopt;
    if (!found->is_boolean()) return Message{"error.save.member_flag", {{"what", name}}};
    out = found->get<bool>();
    object.erase(name);
    return std::nullopt;
}

Result<SaveRequest> read_request(Json object, std::string_view kind) {
    if (!object.is_object()) return Message{"error.save.not_object", {}};
    SaveRequest request;
    request.kind = kind;
    const std::array<std::pair<const char*, std::string*>, 4> members{{{"kind", &request.kind},
                                                                       {"id", &request.id},
                                                                       {"scope", &request.scope},
                                                                       {"why", &request.why}}};
    for (const auto& [name, target] : members) {
        if (std::optional<Message> wrong = take_text(object, name, *target)) return *wrong;
    }
    if (std::optional<Message> wrong = take_flag(object, "official", request.official)) {
        return *wrong;
    }
    if (request.kind.empty()) return Message{"error.save.no_kind", {}};
    request.fields = std::move(object);
    return request;
}

/// The scope that some record of the group is in or is to go to; empty when none says so.
Result<std::string, Problems> scope_of_group(const Store& store,
                                             const std::vector<SaveRequest>& group) {
    std::string scope;
    for (std::size_t i = 0; i < group.size(); ++i) {
        const SaveRequest& request = group[i];
        std::string own = request.scope;
        if (!request.id.empty()) {
            const std::optional<RecordKey> key = find_record(store, request.id);
            if (!key) return one_problem({"error.save.no_such_record", {{"id", request.id}}}, i);
            own = key->scope;
        }
        if (scope.empty()) scope = own;
    }
    return scope;
}

}  // namespace

Result<std::vector<SaveRequest>, Problems> read_requests(const Json& json, std::string_view kind) {
    std::vector<SaveRequest> group;
    const Json list = json.is_array() ? json : Json::array({json});
    if (list.empty()) return one_problem({"error.save.nothing", {}});
    for (std::size_t i = 0; i < list.size(); ++i) {
        Result<SaveRequest> request = read_request(list[i], kind);
        if (!request) return one_problem(request.error(), i);
        group.push_back(std::move(*request));
    }
    return group;
}

Result<std::vector<SavedRecord>, Problems> record_group(FieldDevice& device,
                                                        std::vector<SaveRequest> group,
                                                        const WithSave& with) {
    const Store& store = device.store();
    const Result<Enrolment> enrolment = device.enrolment();
    if (!enrolment) return one_problem(enrolment.error());
    const std::optional<Author> author = enrolment->author();
    if (!author) return one_problem({"error.device.only_reads", {}});
    const Result<std::string, Problems> wanted = scope_of_group(store, group);
    if (!wanted) return wanted.error();
    const Result<std::string> scope = writable_scope(store, *wanted);
    if (!scope) return one_problem(scope.error());
    for (SaveRequest& request : group) {
        if (request.id.empty() && request.scope.empty()) request.scope = *scope;
        if (!request.id.empty() && request.scope.empty()) {
            request.scope = find_record(store, request.id)->scope;
        }
    }
    const std::size_t asked = group.size();
    add_signatures(device, *enrolment, *author->powers.tier, group);
    Transaction transaction{store.db()};
    const Result<std::vector<Saved>, Problems> saved =
        save_in_transaction(store, *author, group, device.now(), device.random());
    if (!saved) {
        Problems problems = saved.error();
        // What was added by itself is told as a problem of what it was added to.
        for (SaveProblem& problem : problems) {
            if (problem.index >= asked) problem = {0, {}, std::move(problem.message)};
        }
        return problems;
    }
    const std::vector<Saved> wanted_ones{saved->begin(),
                                         saved->begin() + static_cast<std::ptrdiff_t>(asked)};
    if (with) with(wanted_ones);
    transaction.commit();
    std::vector<SavedRecord> out;
    out.reserve(wanted_ones.size());
    for (const Saved& record : wanted_ones) {
        out.push_back({record, check_record(store, {*scope, record.kind, record.id})});
    }
    return out;
}

}  // namespace cunji
