#pragma once

#include "client/form/form_session.h"
#include "shared/store/drafts.h"

#include <string>

namespace cunji {

/// A form between two runs of the program, as JSON:
///   {"v":1,"by","tier","own_work_only","opened_at","last_key","records":[{"key","kind","id","parent","removed",
///    "seen":["<op id>"],"opened":{field: value},"hidden":[field],
///    "answers":{field:{"typed","value","given"}},"photos":[{"field","file","stage","title"}],
///    "drawn":{field:[[x,y,x,y,...],...]},"explained":{rule: word}}]}
/// What is empty is left out. Everything else follows from it and the forms it was begun with.
class DraftCodec {
public:
    static std::string encode(const FormSession& session);
    /// The row that keeps it.
    static BegunDraft row(const FormSession& session, Millis now);

    /// `packed` holds the forms; `store` knows which other kinds there are.
    /// @returns form.draft_unreadable when another program wrote it
    static Result<FormSession> decode(const Store& store, const std::string& id,
                                      const std::string& scope, const std::string& body,
                                      const std::string& packed);
};

}  // namespace cunji
