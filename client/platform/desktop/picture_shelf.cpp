#include "client/platform/desktop/picture_shelf.h"

#include "shared/base/check.h"

namespace cunji {

void PictureShelf::touch(const std::string& name) {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return;
    found->second->frame = frame_;
    order_.splice(order_.begin(), order_, found->second);
}

void PictureShelf::add(const std::string& name, std::size_t bytes) {
    CHECK_THAT(!by_name_.contains(name));
    order_.push_front({name, bytes, frame_});
    by_name_.emplace(name, order_.begin());
    bytes_ += bytes;
}

std::vector<std::string> PictureShelf::take_surplus() {
    std::vector<std::string> gone;
    while (!order_.empty() && (order_.size() > limits_.count || bytes_ > limits_.bytes)) {
        const Entry& last = order_.back();
        if (last.frame == frame_) break;
        bytes_ -= last.bytes;
        by_name_.erase(last.name);
        gone.push_back(last.name);
        order_.pop_back();
    }
    return gone;
}

}  // namespace cunji
