#include "client/model/drafting.h"

#include "client/model/failing.h"

namespace cunji {

FormSession looked_at(const FieldDevice& device, const FormSession& form) {
    FormSession out = form;
    out.refresh(device.store(), device.now());
    return out;
}

namespace {

SavedDraft try_to_save(FieldDevice& device, const FormSession& form) {
    const FormSession ready = looked_at(device, form);
    const Result<SavedForm, std::vector<FormProblem>> saved = save_form(device, ready);
    SavedDraft out;
    out.left = ready.left();
    if (!saved) {
        for (const FormProblem& problem : saved.error())
            out.problems.push_back(problem.message);
        return out;
    }
    const auto id = saved->ids.find("");
    out.id = id != saved->ids.end() ? id->second : ready.root().id;
    return out;
}

}  // namespace

SavedDraft save_draft(FieldDevice& device, const FormSession& form) {
    SavedDraft out;
    const std::optional<Message> broken =
        without_throwing([&] { out = try_to_save(device, form); });
    if (broken) out.problems.push_back(*broken);
    return out;
}

}  // namespace cunji
