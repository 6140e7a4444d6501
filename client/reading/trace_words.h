#pragma once

#include "client/reading/record_trace.h"

#include <string>
#include <string_view>

namespace cunji {

/// What the parts of a trace are called: people, devices, values.
class TraceWords {
public:
    TraceWords(const Store& store, const Trace& trace, Wording& wording);

    [[nodiscard]] std::string say(std::string_view key) const {
        return wording_.say({std::string{key}, {}});
    }

    [[nodiscard]] std::string say(const Message& message) const { return wording_.say(message); }

    /// Their id where this device knows no name.
    [[nodiscard]] std::string person(const std::string& id) const;
    /// Empty for none.
    [[nodiscard]] std::string role(const std::string& role) const;
    [[nodiscard]] std::string device(const std::string& id) const;
    [[nodiscard]] std::string field(const std::string& name) const;
    /// Of a record: of a member who signed, say.
    [[nodiscard]] std::string title(const std::string& id) const;

    /// A field's value as a person reads it, private numbers masked; "（清空）" for none.
    [[nodiscard]] std::string value(const std::string& field, const Json& value) const;
    [[nodiscard]] std::string change(const FieldChange& change) const;

    /// Who made something void, and when.
    [[nodiscard]] std::string changed_by(const Standing& standing) const;

private:
    const Trace& trace_;
    Wording& wording_;
    const Form* form_;
    std::string own_device_;
};

TraceStep describe_step(const TracedOp& op, const TraceWords& words);

}  // namespace cunji
