#pragma once

#include "shared/base/message.h"

#include <map>
#include <string>
#include <string_view>

namespace cunji {

enum class Language { Chinese, English };

/// The words of one language: assets/text/zh-CN.json or en.json, built into the program.
class Texts {
public:
    explicit Texts(Language language);

    /// The text of the key with {name} places filled; the key itself when there is none, so that a
    /// missing text is seen and named.
    [[nodiscard]] std::string operator()(const Message& message) const;

    [[nodiscard]] Language language() const { return language_; }

    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const {
        return texts_;
    }

private:
    Language language_;
    std::map<std::string, std::string, std::less<>> texts_;
};

/// English when the environment asks for it, else Chinese. The first that is set decides:
/// CUNJI_LANG (zh-CN or en), LC_ALL, LC_MESSAGES, LANG.
Language language_of_environment();

}  // namespace cunji
