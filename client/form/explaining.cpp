#include "client/form/explaining.h"

#include "client/form/draft_rules.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr const char* kRemarks = "remarks";
constexpr std::string_view kColon = "：";

std::optional<std::string> saved_explanation(const RecordDraft& draft, std::string_view rule) {
    const auto remarks = draft.opened.find(kRemarks);
    if (remarks == draft.opened.end() || !remarks->is_array()) return std::nullopt;
    const std::string begin = explanation_entry(rule, {});
    for (auto entry = remarks->rbegin(); entry != remarks->rend(); ++entry) {
        if (!entry->is_string()) continue;
        const auto& text = entry->get_ref<const std::string&>();
        if (text.starts_with(begin)) return text.substr(begin.size());
    }
    return std::nullopt;
}

}  // namespace

std::string explanation_entry(std::string_view rule, std::string_view word) {
    return std::string{rule} + std::string{kColon} + std::string{word};
}

std::optional<std::string> explanation_of(const RecordDraft& draft, std::string_view rule) {
    const auto given = draft.explained.find(rule);
    if (given != draft.explained.end()) return given->second;
    return saved_explanation(draft, rule);
}

Json new_explanations(const RecordDraft& draft) {
    Json out = Json::array();
    for (const auto& [rule, word] : draft.explained) {
        const bool broken = std::any_of(draft.said.broken.begin(), draft.said.broken.end(),
                                        [&, name = &rule](std::size_t i) {
                                            return draft_rules()[i].rule == *name &&
                                                   draft_rules()[i].severity == Severity::Warning;
                                        });
        if (!broken || saved_explanation(draft, rule) == word) continue;
        out.push_back(explanation_entry(rule, word));
    }
    return out;
}

}  // namespace cunji
