#include "client/cli/output.h"

#include "shared/base/check.h"
#include "shared/json/json.h"

namespace cunji::cli {

void Output::document(const Json& document) {
    CHECK_THAT(!documented_);
    documented_ = true;
    out_ << write_json(document) << '\n';
}

void Output::line(const std::string& text) {
    CHECK_THAT(!json_);
    out_ << text << '\n';
}

void Output::problem_line(const std::string& text) {
    err_ << text << std::endl;
}

void Output::progress(const std::string& text) {
    if (!json_) err_ << text << std::endl;
}

int Output::fail(const Message& message) {
    return fail(message, texts_(message));
}

int Output::fail(const Message& message, const std::string& text) {
    problem_line(text);
    if (json_ && !documented_) document(Json{{"error", message.key}, {"text", text}});
    return kCouldNot;
}

bool Output::flush() {
    out_.flush();
    return out_.good();
}

}  // namespace cunji::cli
