#include "tests/support/op_builder.h"

#include "shared/json/json.h"

#include <ostream>

namespace cunji::test {

namespace {

void extend(std::vector<std::pair<std::string, Value::List>>& changes, const std::string& field,
            const Value::List& items) {
    for (auto& [name, list] : changes) {
        if (name != field) continue;
        list.insert(list.end(), items.begin(), items.end());
        return;
    }
    changes.emplace_back(field, items);
}

}  // namespace

OpBuilder::OpBuilder(Line& line) : line_(line) {
    op_.rid = line.rid_;
    op_.by = line.by_;
    op_.scope = line.scope_;
    op_.kind = "visit";
    op_.form = 1;
    op_.rec = kRecord;
    op_.at = kNoon;
}

OpBuilder& OpBuilder::by(std::string person) {
    op_.by = std::move(person);
    return *this;
}

OpBuilder& OpBuilder::on(std::string record) {
    op_.rec = std::move(record);
    return *this;
}

OpBuilder& OpBuilder::kind(std::string kind) {
    op_.kind = std::move(kind);
    return *this;
}

OpBuilder& OpBuilder::form(std::int64_t version) {
    op_.form = version;
    return *this;
}

OpBuilder& OpBuilder::at(Millis at) {
    op_.at = at;
    return *this;
}

OpBuilder& OpBuilder::rank(std::int64_t rank) {
    op_.rank = rank;
    return *this;
}

OpBuilder& OpBuilder::group(std::int64_t at, std::int64_t of) {
    op_.group_at = at;
    op_.group_of = of;
    return *this;
}

OpBuilder& OpBuilder::why(std::string reason) {
    op_.why = std::move(reason);
    return *this;
}

OpBuilder& OpBuilder::after(std::vector<OpId> parents) {
    op_.par = std::move(parents);
    return *this;
}

OpBuilder& OpBuilder::set(std::string field, Value value) {
    op_.set.emplace_back(std::move(field), std::move(value));
    return *this;
}

OpBuilder& OpBuilder::add(const std::string& field, const Value::List& elements) {
    extend(op_.add, field, elements);
    return *this;
}

OpBuilder& OpBuilder::rem(const std::string& field, const Value::List& elements) {
    extend(op_.rem, field, elements);
    return *this;
}

OpBuilder& OpBuilder::app(const std::string& field, const Value::List& entries) {
    extend(op_.app, field, entries);
    return *this;
}

OpBuilder& OpBuilder::annul(std::vector<OpId> ids) {
    op_.annul = std::move(ids);
    return *this;
}

LoggedOp OpBuilder::log() {
    op_.n = line_.n() + 1;
    const std::string bytes = encode_op(op_);
    const Hash h = chain(line_.h_, bytes);
    line_.bytes_.push_back(bytes);
    line_.h_ = h;
    return {op_, id_of(op_, h), h};
}

OpBuilder an_op(Line& line) {
    return OpBuilder{line};
}

}  // namespace cunji::test

namespace cunji {

std::ostream& operator<<(std::ostream& out, const Value& value) {
    return out << write_json(to_json(value));
}

std::ostream& operator<<(std::ostream& out, const OpId& id) {
    // Line, number and two bytes of the hash tell ops apart in a test.
    return out << std::hex << id.rid << std::dec << '.' << id.n << '.' << to_hex(id.h).substr(0, 4);
}

}  // namespace cunji
