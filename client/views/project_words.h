#pragma once

#include "client/reading/photo_list.h"
#include "client/reading/project_rules.h"
#include "client/views/words.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cunji {

/// "实施前" of "before".
std::string stage_word(const Words& words, const std::string& stage);
std::string step_word(const Words& words, const std::string& code);
std::string light_word(const Words& words, Light light);
/// The message with its argument "stage" by the stage's label.
std::string say_with_stage(const Words& words, const Message& message);
std::string lack_word(const Words& words, const Lack& lack);
/// All of them in one line.
std::string joined_lacks(const Words& words, const std::vector<Lack>& lacks);
std::string money_word(const Words& words, std::int64_t fen);
/// "2026-05-01 10:30", or that it is not known.
std::string taken_word(const Words& words, const PhotoItem& photo);
/// Key of the photo for the picture source: preview, then thumbnail.
std::string picture_key(const PhotoItem& photo);
/// Some picture of it is on this device.
bool can_be_seen(const PhotoItem& photo);

}  // namespace cunji
