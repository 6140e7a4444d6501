#pragma once

#include "shared/json/json.h"
#include "shared/store/store.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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

/// The person has entered it again or saved it, or wants it no more. False when there is none of
/// that id.
bool drop_draft(const Store& store, std::string_view id);

/// What was given back: [{"id","kind","scope","record","at","reason","content": the body}], oldest
/// first.
Json list_drafts(const Store& store);

/// A form that a person is filling in; what `body` holds is the business of who fills it in.
struct BegunDraft {
    std::string id;
    RecordKey record;  ///< its id is empty for a new one
    std::string body;
    std::string forms;  ///< pack_policy() of the forms it was begun with
    Millis at = 0;      ///< when it was last written
};

/// Adds it, or writes its body and time anew.
void keep_begun_draft(const Store& store, const BegunDraft& draft);
std::optional<BegunDraft> find_begun_draft(const Store& store, std::string_view id);
/// The last written first.
std::vector<BegunDraft> begun_drafts(const Store& store);

}  // namespace cunji
