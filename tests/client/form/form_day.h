#pragma once

#include "client/form/draft_keeping.h"
#include "client/form/form_saving.h"
#include "client/form/form_session.h"
#include "tests/client/field_day.h"

#include <string>

namespace cunji::test {

/// A village whose first secretary fills in forms.
struct FormDay : FieldDay {
    /// Must open.
    FormSession open(const FormStart& start);
    FormSession begin(const std::string& kind, const Json& preset = Json::object());
    FormSession change(const std::string& kind, const std::string& record);
    /// Types and works out what the form says then.
    void type(FormSession& session, const std::string& field, const std::string& text,
              const std::string& record = {});
    void choose(FormSession& session, const std::string& field, const Json& value,
                const std::string& record = {});
    void refresh(FormSession& session);
    /// Must be saved.
    SavedForm save(const FormSession& session);

    FieldDevice& device() { return ann.device(); }

    const Store& store() { return ann.store(); }
};

/// Whether there is a finding of the rule about the field.
bool finds(const FormSession& session, const std::string& rule, const std::string& field,
           const std::string& record = {});
/// Whether the field is asked now.
bool asks(const FormSession& session, const std::string& field, const std::string& record = {});

}  // namespace cunji::test
