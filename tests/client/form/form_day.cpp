#include "tests/client/form/form_day.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace cunji::test {

FormSession FormDay::open(const FormStart& start) {
    Result<FormSession> session = FormSession::begin(device(), start);
    if (!session) FAIL(session.error().key);
    return *session;
}

FormSession FormDay::begin(const std::string& kind, const Json& preset) {
    return open({kind, {}, preset, {}});
}

FormSession FormDay::change(const std::string& kind, const std::string& record) {
    return open({kind, record, Json::object(), {}});
}

void FormDay::type(FormSession& session, const std::string& field, const std::string& text,
                   const std::string& record) {
    session.type({record, field}, text);
    refresh(session);
}

void FormDay::choose(FormSession& session, const std::string& field, const Json& value,
                     const std::string& record) {
    session.choose({record, field}, value);
    refresh(session);
}

void FormDay::refresh(FormSession& session) {
    session.refresh(store(), device().now());
}

SavedForm FormDay::save(const FormSession& session) {
    auto saved = save_form(device(), session);
    if (!saved) {
        FAIL(saved.error().front().message.key << " " << saved.error().front().place.field);
    }
    return *saved;
}

bool finds(const FormSession& session, const std::string& rule, const std::string& field,
           const std::string& record) {
    const std::vector<FieldFinding> all = session.findings();
    return std::any_of(all.begin(), all.end(), [&](const FieldFinding& finding) {
        return finding.rule == rule && finding.place == FieldPlace{record, field};
    });
}

bool asks(const FormSession& session, const std::string& field, const std::string& record) {
    const std::vector<const Field*> all = session.asked(*session.record(record));
    return std::any_of(all.begin(), all.end(),
                       [&](const Field* one) { return one->name == field; });
}

}  // namespace cunji::test
