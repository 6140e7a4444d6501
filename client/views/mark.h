#pragma once

#include <string>

namespace cunji {

/// How a screen colours a word; the word itself says it, too.
enum class Mood { Neutral, Good, Info, Warn, Bad };

/// A word with its colour; none while the text is empty.
struct Mark {
    std::string text;
    Mood mood = Mood::Neutral;
};

}  // namespace cunji
