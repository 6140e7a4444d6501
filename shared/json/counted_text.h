#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace cunji {

/// Walks over a text and says how far the parser has read: the parser's own callbacks do not say
/// where they are. All copies of an iterator share the count.
class CountedText {
public:
    explicit CountedText(std::string_view text) : text_(text) {}

    CountedText(const CountedText&) = delete;
    CountedText& operator=(const CountedText&) = delete;

    class Iterator {
    public:
        using value_type = char;
        using difference_type = std::ptrdiff_t;
        using pointer = const char*;
        using reference = const char&;
        using iterator_category = std::forward_iterator_tag;

        Iterator(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}

        reference operator*() const { return *at_; }

        Iterator& operator++() {
            *furthest_ = at_;
            ++at_;
            return *this;
        }

        bool operator==(const Iterator& other) const { return at_ == other.at_; }

    private:
        const char* at_;
        const char** furthest_;
    };

    Iterator begin() { return {text_.data(), &furthest_}; }

    Iterator end() { return {text_.data() + text_.size(), &furthest_}; }

    /// The byte, from 1, that was read last.
    std::size_t read() const { return static_cast<std::size_t>(furthest_ - text_.data()) + 1; }

    /// The line, from 1, of the token read last. The last character read is left out: after a
    /// number it is already the one behind, perhaps the end of the line. Counts on from the last
    /// call, so asking at every token costs one walk in all.
    int line() {
        for (; counted_ < furthest_; ++counted_) {
            if (*counted_ == '\n') ++line_;
        }
        return line_;
    }

private:
    std::string_view text_;
    const char* furthest_ = text_.data();
    const char* counted_ = text_.data();
    int line_ = 1;
};

}  // namespace cunji
