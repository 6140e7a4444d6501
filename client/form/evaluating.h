#pragma once

#include "client/form/record_draft.h"
#include "shared/store/store.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// What stands for the id of a record that has none yet.
inline constexpr std::string_view kNewRecord = "@";

/// The one statement that answers all of a form's SQL, and what its columns are: made once for a
/// form that is filled in.
struct DraftSql {
    std::shared_ptr<const Form> form;  ///< what the pointers below point into
    std::string sql;
    std::vector<std::string> overlaid;  ///< kinds whose drafts stand in place of the stored ones
    std::vector<const Field*> stored;   ///< in the order of their parameters
    std::vector<const Field*> computed;
    std::vector<const Field*> relevant;
    std::vector<std::pair<const Field*, const Choice*>> offered;
    std::vector<std::size_t> rules;  ///< places in draft_rules()
};

std::shared_ptr<const DraftSql> make_draft_sql(const Store& store, std::shared_ptr<const Form> form,
                                               std::vector<std::string> overlaid);

/// Where and when a draft is looked at.
struct EvaluationPlace {
    std::string_view scope;
    std::string_view now;     ///< China's time, "2026-11-21T14:05"
    std::string_view parent;  ///< id of the record that children belong to, or kNewRecord
};

/// Works out what the form's SQL says of a draft: which fields are asked, what the computed ones
/// come to, which choices are offered, which rules are broken. The statement is run until nothing
/// more changes: what is not asked is no answer either. Subqueries see the store, with `children`
/// in place of what the store has of them. Nothing is written.
/// @throws DbError, also when an expression takes too long
Evaluation evaluate(const Store& store, const DraftSql& sql, const RecordDraft& draft,
                    std::span<const RecordDraft> children, const EvaluationPlace& place);

}  // namespace cunji
