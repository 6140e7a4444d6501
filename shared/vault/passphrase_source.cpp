#include "shared/vault/passphrase_source.h"

#include "shared/base/files.h"
#include "shared/base/terminal.h"
#include "shared/vault/passphrase.h"

namespace cunji {

namespace {

Result<std::string> first_line(const std::string& file) {
    Result<std::string> text = read_whole(file, static_cast<std::int64_t>(2 * kPassphraseBytesMax));
    if (!text) return text;
    return text->substr(0, text->find_first_of("\r\n"));
}

Result<std::string> ask(const Texts& texts, const char* question) {
    std::optional<std::string> typed = ask_unseen(texts({question, {}}));
    if (!typed) return Message{"error.passphrase.needed", {}};
    return std::move(*typed);
}

}  // namespace

Result<std::string> take_passphrase(const std::string& file, const Texts& texts) {
    return file.empty() ? ask(texts, "passphrase.ask") : first_line(file);
}

Result<std::string> take_new_passphrase(const std::string& file, const Texts& texts) {
    if (!file.empty()) return first_line(file);
    Result<std::string> once = ask(texts, "passphrase.ask_new");
    if (!once) return once;
    Result<std::string> again = ask(texts, "passphrase.ask_again");
    if (!again) return again;
    if (*once != *again) return Message{"error.passphrase.differs", {}};
    return once;
}

}  // namespace cunji
