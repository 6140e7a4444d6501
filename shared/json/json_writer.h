#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace cunji {

/// Writes one line of JSON, value by value, without a tree in between: for what is written by the
/// ten thousand.
/// @pre all texts are UTF-8, as normalised texts are.
class JsonWriter {
public:
    JsonWriter();
    JsonWriter(const JsonWriter&) = delete;
    JsonWriter& operator=(const JsonWriter&) = delete;
    ~JsonWriter();

    void open_object();
    void close_object();
    void open_array();
    void close_array();
    void key(std::string_view name);
    void text(std::string_view value);
    void integer(std::int64_t value);
    void boolean(bool value);
    void null();

    /// @pre all that was opened is closed.
    [[nodiscard]] std::string take() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace cunji
