#pragma once

#include "shared/base/message.h"
#include "shared/json/json.h"
#include "shared/json/json_lines.h"
#include "shared/policy/form.h"
#include "shared/policy/policy_loader.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cunji {

class PolicyNode;

/// One file of the policy while it is read. It keeps the first problem; readers get harmless values
/// after it and go on, so that their code has no exits.
class PolicySource {
public:
    explicit PolicySource(const PolicyFile& file);
    PolicySource(const PolicySource&) = delete;
    PolicySource& operator=(const PolicySource&) = delete;

    [[nodiscard]] const std::string& path() const { return path_; }

    [[nodiscard]] const std::optional<Message>& problem() const { return problem_; }

    PolicyNode root();
    /// Puts file and line before `args`.
    void refuse(const char* key, std::string_view place, const Message& args = {});

private:
    std::string path_;
    Json root_;
    JsonLines lines_;
    std::optional<Message> problem_;
};

/// A word of the files and what it stands for.
template <typename T>
struct PolicyWord {
    std::string_view word;
    T value;
};

template <typename T>
std::string list_words(std::span<const PolicyWord<T>> words);

/// One object of a file: hands out its members by name and type. Lives within its PolicySource.
class PolicyNode {
public:
    PolicyNode(PolicySource& source, const Json& object, std::string place)
        : source_(&source), object_(&object), place_(std::move(place)) {}

    /// Problems found here name this field from now on.
    void name_field(std::string name) { field_ = std::move(name); }

    void refuse(const char* key, std::string_view member = {},
                std::vector<std::pair<std::string, std::string>> args = {});

    /// Refuses every other member.
    void allow(std::initializer_list<std::string_view> keys);

    [[nodiscard]] bool has(std::string_view key) const { return object_->contains(key); }

    /// Refuses the object when the member is not there.
    void need(std::string_view key);

    // Each of these refuses a member of another type. Without the member they give nothing.
    std::string text(std::string_view key);  ///< never empty when there
    std::optional<std::int64_t> integer(std::string_view key);
    bool flag(std::string_view key);
    Label label(std::string_view key);
    std::vector<PolicyNode> objects(std::string_view key);

    template <typename T>
    std::optional<T> one_of(std::string_view key, std::span<const PolicyWord<T>> words) {
        if (!has(key)) return std::nullopt;
        return look_up(key, text(key), words);
    }

    /// A list of words, at least one.
    template <typename T>
    std::vector<T> some_of(std::string_view key, std::span<const PolicyWord<T>> words) {
        std::vector<T> out;
        for (const std::string& word : texts(key)) {
            if (const std::optional<T> value = look_up(key, word, words)) out.push_back(*value);
        }
        return out;
    }

private:
    const Json* member(std::string_view key, Json::value_t type, const char* problem);
    std::vector<std::string> texts(std::string_view key);

    template <typename T>
    std::optional<T> look_up(std::string_view key, const std::string& word,
                             std::span<const PolicyWord<T>> words) {
        for (const PolicyWord<T>& entry : words) {
            if (entry.word == word) return entry.value;
        }
        refuse("error.policy.unknown_word", key,
               {{"what", std::string(key)}, {"value", word}, {"allowed", list_words(words)}});
        return std::nullopt;
    }

    PolicySource* source_;
    const Json* object_;
    std::string place_;
    std::string field_;
};

template <typename T>
std::string list_words(std::span<const PolicyWord<T>> words) {
    std::string out;
    for (const PolicyWord<T>& entry : words) {
        if (!out.empty()) out += ", ";
        out += entry.word;
    }
    return out;
}

/// Lower-case letter first, then letters, digits and _, at most 40: safe as a name of a column, a
/// file and a JSON member alike.
[[nodiscard]] bool is_policy_name(std::string_view name);

}  // namespace cunji
