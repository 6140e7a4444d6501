#pragma once

#include "client/app/photos.h"
#include "client/app/status.h"
#include "client/app/syncing.h"
#include "client/app/wording.h"
#include "shared/json/json.h"

#include <string>
#include <vector>

namespace cunji::cli {

// What programs read with --json. Members may be added, never renamed.

Json init_document(const Store& store, const Enrolment& enrolment);
Json findings_document(const Wording& wording, const std::vector<Finding>& findings);
Json saved_document(const Wording& wording, const SavedRecord& record);
Json photo_document(const Wording& wording, const AddedPhoto& photo);
Json sync_document(const Wording& wording, const RoundResult& round);
Json status_document(const DeviceStatus& status);
Json verify_document(const Wording& wording, const std::vector<Message>& problems);
/// {"error", "text", "problems":[{"index","field","error","text"}]}; `kinds` are of the group.
Json refusal_document(const Wording& wording, const std::vector<SaveProblem>& problems,
                      const std::vector<std::string>& kinds);

}  // namespace cunji::cli
