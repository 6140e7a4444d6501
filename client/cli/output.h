#pragma once

#include "shared/base/message.h"
#include "shared/json/json.h"
#include "shared/policy/texts.h"

#include <ostream>
#include <string>

namespace cunji::cli {

inline constexpr int kDone = 0;
inline constexpr int kCouldNot = 1;
inline constexpr int kWrongUsage = 2;

/// Where a command writes: with --json one document on standard output and nothing else, without
/// it lines for a person; problems always on standard error as well, one line each.
class Output {
public:
    Output(std::ostream& out, std::ostream& err, const Texts& texts, bool json)
        : out_(out), err_(err), texts_(texts), json_(json) {}

    [[nodiscard]] bool json() const { return json_; }

    [[nodiscard]] const Texts& texts() const { return texts_; }

    void document(const Json& document);
    void line(const std::string& text);

    void say(const Message& message) { line(texts_(message)); }

    void problem_line(const std::string& text);
    /// What is going on, for who waits; nothing with --json.
    void progress(const std::string& text);

    /// Could not: the reason on standard error and, with --json, {"error": code, "text": text} on
    /// standard output. @returns kCouldNot
    int fail(const Message& message);
    int fail(const Message& message, const std::string& text);

    /// Everything is written. False when the disk is full or nobody reads any more.
    [[nodiscard]] bool flush();

private:
    std::ostream& out_;
    std::ostream& err_;
    const Texts& texts_;
    bool json_;
    bool documented_ = false;
};

}  // namespace cunji::cli
