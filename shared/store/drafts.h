#pragma once

#include "shared/json/json.h"
#include "shared/store/store.h"

#include <string>
#include <string_view>

namespace cunji {

/// Work that is not in the log: what was not taken and was given back to the person.
struct Draft {
    std::string id;  ///< of the op it was
    RecordKey record;
    Json body = Json::object();  ///< {"set","add","rem","app": {field: value}, "why"}, or {"bytes"}
    std::string reason;          ///< why it was given back
    Millis at = 0;
};

/// A draft that is there already stays as it is.
void put_draft(const Store& store, const Draft& draft);

/// The person has entered it again, or wants it no more. False when there is none of that id.
bool drop_draft(const Store& store, std::string_view id);

/// [{"id","kind","scope","record","at","reason","content": the body}], oldest first.
Json list_drafts(const Store& store);

}  // namespace cunji
