#include "client/platform/desktop/seen_log.h"

#include "shared/base/failure.h"
#include "shared/json/json.h"

#include <cmath>

namespace cunji {

namespace {

Json item_as_json(const ui::SeenItem& item, float ratio) {
    const auto units = [ratio](float pixels) {
        return static_cast<std::int64_t>(std::lround(pixels / ratio));
    };
    return {{"name", item.name},
            {"label", item.label},
            {"x", units((item.rect.left + item.rect.right) / 2)},
            {"y", units((item.rect.top + item.rect.bottom) / 2)},
            {"width", units(item.rect.width())},
            {"height", units(item.rect.height())},
            {"enabled", item.enabled},
            {"checked", item.checked},
            {"focused", item.focused},
            {"visible", item.visible()},
            {"layer", std::int64_t{item.layer}}};
}

}  // namespace

std::string seen_as_json(const ui::Recorder& seen, float ratio) {
    Json texts = Json::array();
    for (const ui::SeenText& text : seen.texts()) {
        if (text.visible()) texts.push_back(text.text);
    }
    Json items = Json::array();
    for (const ui::SeenItem& item : seen.items())
        items.push_back(item_as_json(item, ratio));
    // What a person typed may be cut in the middle of a character on its way to the screen.
    return Json{{"texts", std::move(texts)}, {"items", std::move(items)}}.dump(
        -1, ' ', false, Json::error_handler_t::replace);
}

SeenLog::SeenLog(const std::string& path) : file_(path, std::ios::trunc) {
    if (!file_) throw Failure({"error.file.not_writable", {{"file", path}}}, path);
}

void SeenLog::write(const ui::Recorder& seen, float ratio) {
    std::string now = seen_as_json(seen, ratio);
    if (now == last_) return;
    last_ = std::move(now);
    file_ << last_ << std::endl;
}

}  // namespace cunji
