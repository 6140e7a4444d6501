#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cunji {

/// What of many pictures is kept: those asked for last, up to so many and so many bytes. Those of
/// the present frame stay whatever they take, for they are being drawn.
class PictureShelf {
public:
    struct Limits {
        std::size_t count;
        std::size_t bytes;
    };

    explicit PictureShelf(Limits limits) : limits_(limits) {}

    void begin_frame() { ++frame_; }

    /// The name was asked for; it need not be here.
    void touch(const std::string& name);

    /// @pre not here
    void add(const std::string& name, std::size_t bytes);

    /// The names that have to go now, those not asked for the longest first.
    std::vector<std::string> take_surplus();

    [[nodiscard]] std::size_t count() const { return order_.size(); }

    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    struct Entry {
        std::string name;
        std::size_t bytes = 0;
        std::uint64_t frame = 0;  ///< when it was asked for last
    };

    Limits limits_;
    std::uint64_t frame_ = 0;
    std::size_t bytes_ = 0;
    std::list<Entry> order_;  ///< asked for last at the front
    std::unordered_map<std::string, std::list<Entry>::iterator> by_name_;
};

}  // namespace cunji
