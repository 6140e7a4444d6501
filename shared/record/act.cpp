#include "shared/record/act.h"

#include <array>

namespace cunji {

std::string act_text(const Act& act, std::string_view person, std::string_view scope) {
    std::string out = "cunji-act-1";
    for (const std::string_view part :
         {std::string_view{act.act}, std::string_view{act.target}, std::string_view{act.version},
          person, scope, std::string_view{act.seen}}) {
        out += ' ';
        out += part;
    }
    return out;
}

std::optional<Act> act_of(const Op& op) {
    Act out;
    std::string signature;
    const std::array<std::pair<std::string_view, std::string*>, 5> fields{
        {{"target", &out.target},
         {"act", &out.act},
         {"version", &out.version},
         {"seen", &out.seen},
         {"signature", &signature}}};
    for (const auto& [name, target] : fields) {
        const Value* value = op.find_set(name);
        if (value == nullptr || value->text() == nullptr) return std::nullopt;
        *target = *value->text();
    }
    const std::optional<Signature> raw = signature_from_base64(signature);
    if (!raw) return std::nullopt;
    out.signature = *raw;
    return out;
}

}  // namespace cunji
