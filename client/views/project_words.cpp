#include "client/views/project_words.h"

#include "client/app/wording.h"

namespace cunji {

namespace {

constexpr int kFen = 2;
constexpr std::size_t kMinuteLength = 16;  // 2026-05-01T10:30

}  // namespace

std::string stage_word(const Words& words, const std::string& stage) {
    return words.choice("photo", "stage", stage);
}

std::string step_word(const Words& words, const std::string& code) {
    return words.choice("project", "step", code);
}

std::string light_word(const Words& words, Light light) {
    switch (light) {
        case Light::Green:
            return words.say("projects.light.green");
        case Light::Yellow:
            return words.say("projects.light.yellow");
        case Light::Red:
            break;
    }
    return words.say("projects.light.red");
}

std::string say_with_stage(const Words& words, const Message& message) {
    Message said = message;
    for (auto& [name, value] : said.args) {
        if (name == "stage") value = stage_word(words, value);
    }
    return words.say(said);
}

std::string lack_word(const Words& words, const Lack& lack) {
    switch (lack.what) {
        case Lack::What::Field:
            return words.field("project", lack.name);
        case Lack::What::Stage:
            return words.say({"projects.lack.stage", {{"stage", stage_word(words, lack.name)}}});
        case Lack::What::Report:
            return words.say("projects.lack.report");
        case Lack::What::Complete:
            return words.say("projects.lack.complete");
        case Lack::What::Funds:
            break;
    }
    return words.say("projects.lack.funds");
}

std::string joined_lacks(const Words& words, const std::vector<Lack>& lacks) {
    std::string out;
    for (const Lack& lack : lacks) {
        if (!out.empty()) out += words.say("list.comma");
        out += lack_word(words, lack);
    }
    return out;
}

std::string money_word(const Words& words, std::int64_t fen) {
    return words.say({"value.money", {{"number", with_point(fen, kFen)}}});
}

std::string taken_word(const Words& words, const PhotoItem& photo) {
    if (photo.taken_at.empty()) return words.say("projects.photo.no_time");
    std::string text = photo.taken_at.substr(0, kMinuteLength);
    const std::size_t mark = text.find('T');
    if (mark != std::string::npos) text[mark] = ' ';
    return text;
}

std::string picture_key(const PhotoItem& photo) {
    // Also of files that are not here: they may come while the page is shown.
    std::string key = photo.preview_sha256;
    if (!photo.thumb_sha256.empty()) key += (key.empty() ? "" : " ") + photo.thumb_sha256;
    return key;
}

bool can_be_seen(const PhotoItem& photo) {
    return photo.preview_here || photo.thumb_here;
}

}  // namespace cunji
