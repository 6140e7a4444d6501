#pragma once

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace cunji {

/// RapidJSON's writer; says no at bytes that are no UTF-8.
using RapidWriter =
    rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>,
                      rapidjson::CrtAllocator, rapidjson::kWriteValidateEncodingFlag>;

}  // namespace cunji
