#include "client/reading/trace_words.h"

#include "client/app/masking.h"
#include "sync/enrolment.h"

namespace cunji {

namespace {

constexpr std::size_t kDeviceEnd = 4;  ///< letters of a device's number that tell it from another

/// The first `most` characters, with "…" where there are more.
std::string shortened(std::string text, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (!begins || ++count <= most) continue;
        text.resize(at);
        return text + "…";
    }
    return text;
}

Json masked_value(const Field& field, const Json& value) {
    if (value.is_string()) return masked(field, value.get<std::string>());
    if (!value.is_array()) return value;
    Json out = Json::array();
    for (const Json& item : value)
        out.push_back(masked_value(field, item));
    return out;
}

}  // namespace

TraceWords::TraceWords(const Store& store, const Trace& trace, Wording& wording)
    : trace_(trace), wording_(wording), form_(store.policy().find(trace.key.kind)) {
    if (const std::optional<Enrolment> enrolment = read_enrolment(store)) {
        own_device_ = enrolment->device;
    }
}

std::string TraceWords::person(const std::string& id) const {
    const auto found = trace_.names.find(id);
    return found == trace_.names.end() ? id : found->second;
}

std::string TraceWords::role(const std::string& role) const {
    return role.empty() ? std::string{} : say("role." + role);
}

std::string TraceWords::device(const std::string& id) const {
    if (id.empty()) return {};
    const std::string end = id.size() > kDeviceEnd ? id.substr(id.size() - kDeviceEnd) : id;
    return say({id == own_device_ ? "trace.this_device" : "trace.device", {{"end", end}}});
}

std::string TraceWords::field(const std::string& name) const {
    return wording_.field(trace_.key.kind, name);
}

std::string TraceWords::title(const std::string& id) const {
    return wording_.title(id);
}

std::string TraceWords::value(const std::string& field, const Json& value) const {
    if (value.is_null()) return say("household.emptied");
    const Field* known = form_ == nullptr ? nullptr : form_->find(field);
    std::string text;
    if (known == nullptr) {
        text = value.is_string() ? value.get<std::string>() : write_json(value);
    } else if (known->type == FieldType::DrawnSignature) {
        text = say("household.signature");
    } else if (known->type == FieldType::Photos && value.is_array()) {
        text = say({"trace.photos", {{"count", std::to_string(value.size())}}});
    } else {
        text = wording_.value(*known, masked_value(*known, value));
    }
    return shortened(std::move(text), kTracedValueMost);
}

std::string TraceWords::change(const FieldChange& change) const {
    const std::string label = field(change.field);
    const std::string to = value(change.field, to_json(change.to));
    if (change.from.is_null() || change.from == change.to) {
        return say({"trace.value", {{"field", label}, {"value", to}}});
    }
    const std::string from = value(change.field, to_json(change.from));
    return say({"trace.change", {{"field", label}, {"from", from}, {"to", to}}});
}

std::string TraceWords::changed_by(const Standing& standing) const {
    const auto found = standing.by ? trace_.voiding.find(*standing.by) : trace_.voiding.end();
    if (found == trace_.voiding.end()) return say("trace.changed_later");
    return say({"trace.changed_by",
                {{"name", person(found->second.by)}, {"at", Wording::minute(found->second.at)}}});
}

}  // namespace cunji
