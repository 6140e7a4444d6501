#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cunji::ui {

/// Screen pixels, from the top left.
struct Rect {
    float left = 0, top = 0, right = 0, bottom = 0;

    [[nodiscard]] float width() const { return right - left; }

    [[nodiscard]] float height() const { return bottom - top; }

    [[nodiscard]] bool holds(float x, float y) const {
        return x >= left && x < right && y >= top && y < bottom;
    }
};

/// A text that was drawn, in whole lines: a wrapped text is one entry.
struct SeenText {
    std::string text;
    Rect rect;
    Rect clip;
    int layer = 0;  ///< 0 the page, 1 a sheet over it, 2 a dialog over that ...

    /// At least its middle can be seen.
    [[nodiscard]] bool visible() const {
        return clip.holds((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
    }
};

/// Something a person can operate.
struct SeenItem {
    std::uint32_t id = 0;
    std::string name;   ///< the id the screen gave: the same in every language
    std::string label;  ///< what is written on it, or what it is called when it only shows a sign
    Rect rect;
    Rect clip;
    bool enabled = true;
    bool checked = false;  ///< chosen, ticked, current
    bool focused = false;
    int layer = 0;

    [[nodiscard]] bool visible() const {
        return clip.holds((rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2);
    }
};

/// What one frame showed, for tests that look at the screen as a person does. A program that nobody
/// tests has none.
class Recorder {
public:
    void begin_frame();

    void add(SeenText text) { texts_.push_back(std::move(text)); }

    void add(SeenItem item) { items_.push_back(std::move(item)); }

    [[nodiscard]] const std::vector<SeenText>& texts() const { return texts_; }

    [[nodiscard]] const std::vector<SeenItem>& items() const { return items_; }

    /// Whether the text, or a part of one, can be seen.
    [[nodiscard]] bool sees(std::string_view part) const;

private:
    std::vector<SeenText> texts_;
    std::vector<SeenItem> items_;
};

}  // namespace cunji::ui
