#include "client/views/photo_tiles.h"

#include "client/app/wording.h"
#include "client/views/project_words.h"

namespace cunji {

namespace {

constexpr int kHundredths = 2;

}  // namespace

PictureTile photo_tile(const Words& words, const PhotoItem& photo, const project::Titles& titles) {
    PictureTile tile;
    tile.id = photo.id;
    tile.picture = picture_key(photo);
    tile.title = photo.title.empty() ? stage_word(words, photo.stage) : photo.title;
    tile.caption = taken_word(words, photo);
    tile.waiting = photo.original == OriginalState::OnlyHere;
    tile.reused = !photo.reused.empty();
    if (tile.reused) {
        const ReusedPicture& other = photo.reused.front();
        const auto title = titles.find(other.subject);
        tile.warning = words.say({"projects.photo.reused",
                                  {{"name", title == titles.end() ? std::string{} : title->second},
                                   {"stage", stage_word(words, other.stage)}}});
    } else if (!can_be_seen(photo)) {
        tile.warning = words.say("projects.photo.not_here");
    } else if (!photo.doubts.empty()) {
        tile.warning = words.say(photo.doubts.front());
    }
    return tile;
}

std::string hundredths_word(std::int64_t number) {
    return with_point(number, kHundredths);
}

}  // namespace cunji
