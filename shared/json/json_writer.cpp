#include "shared/json/json_writer.h"

#include "shared/base/check.h"
#include "shared/json/rapid_writer.h"

#include <limits>

namespace cunji {

class JsonWriter::Impl {
public:
    rapidjson::StringBuffer out;
    RapidWriter writer{out};
};

JsonWriter::JsonWriter() : impl_(std::make_unique<Impl>()) {}

JsonWriter::~JsonWriter() = default;

void JsonWriter::open_object() {
    impl_->writer.StartObject();
}

void JsonWriter::close_object() {
    impl_->writer.EndObject();
}

void JsonWriter::open_array() {
    impl_->writer.StartArray();
}

void JsonWriter::close_array() {
    impl_->writer.EndArray();
}

void JsonWriter::key(std::string_view name) {
    impl_->writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

void JsonWriter::text(std::string_view value) {
    CHECK_THAT(value.size() <= std::numeric_limits<rapidjson::SizeType>::max());
    const bool written =
        impl_->writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
    CHECK_THAT(written);
}

void JsonWriter::integer(std::int64_t value) {
    impl_->writer.Int64(value);
}

void JsonWriter::boolean(bool value) {
    impl_->writer.Bool(value);
}

void JsonWriter::null() {
    impl_->writer.Null();
}

std::string JsonWriter::take() const {
    CHECK_THAT(impl_->writer.IsComplete());
    return {impl_->out.GetString(), impl_->out.GetSize()};
}

}  // namespace cunji
