#include "client/cli/pages.h"

#include "client/cli/display_width.h"
#include "shared/json/json.h"

#include <algorithm>
#include <sys/ioctl.h>
#include <unistd.h>

namespace cunji::cli {

namespace {

constexpr std::size_t kPageWidth = 120;
constexpr std::size_t kPageWidthMin = 60;
constexpr std::size_t kColumnWidthMax = 24;
constexpr std::size_t kLabelWidthMax = 30;
constexpr std::size_t kGap = 2;
constexpr std::size_t kUuidWidth = 36;

std::string text(const Output& output, const char* key,
                 std::vector<std::pair<std::string, std::string>> args = {}) {
    return output.texts()({key, std::move(args)});
}

std::string spaces(std::size_t count) {
    std::string out;
    out.resize(count, ' ');
    return out;
}

/// Rows under a heading, each column as wide as its widest cell.
class Table {
public:
    explicit Table(std::vector<std::string> heading) { add(std::move(heading)); }

    void add(std::vector<std::string> row) {
        widths_.resize(std::max(widths_.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths_[i] = std::max(widths_[i], display_width(row[i]));
        }
        rows_.push_back(std::move(row));
    }

    void print(Output& output) const {
        bool heading = true;
        for (const std::vector<std::string>& row : rows_) {
            std::string line;
            for (std::size_t i = 0; i < row.size(); ++i) {
                line += i + 1 == row.size() ? row[i] : pad(row[i], widths_[i] + kGap);
            }
            output.line(line);
            if (heading) output.line(rule());
            heading = false;
        }
    }

private:
    [[nodiscard]] std::string rule() const {
        std::string out;
        for (std::size_t i = 0; i < widths_.size(); ++i) {
            for (std::size_t cell = 0; cell < widths_[i]; ++cell)
                out += "─";
            if (i + 1 < widths_.size()) out += spaces(kGap);
        }
        return out;
    }

    std::vector<std::vector<std::string>> rows_;
    std::vector<std::size_t> widths_;
};

/// "Label    value", further lines of the value beneath its first.
void print_field(Output& output, const std::string& label, std::size_t width,
                 const std::string& value) {
    std::string lead = spaces(kGap) + pad(clip(label, width), width) + spaces(kGap);
    std::size_t begin = 0;
    while (begin <= value.size()) {
        const std::size_t end = std::min(value.find('\n', begin), value.size());
        output.line(lead + plain_line(std::string_view{value}.substr(begin, end - begin)));
        lead = spaces(display_width(lead));
        begin = end + 1;
    }
}

std::size_t label_width(const std::vector<std::pair<std::string, std::string>>& fields) {
    std::size_t width = 0;
    for (const auto& [label, value] : fields)
        width = std::max(width, display_width(label));
    return std::min(width, kLabelWidthMax);
}

void print_fields(Output& output, const std::vector<std::pair<std::string, std::string>>& fields) {
    const std::size_t width = label_width(fields);
    for (const auto& [label, value] : fields)
        print_field(output, label, width, value);
}

/// The fields that tell a record from the next, best first; nothing for a bystander's eyes.
std::vector<const Field*> columns_of(const Form& form) {
    std::vector<const Field*> out;
    const auto take = [&](const auto& wanted) {
        for (const Field& field : form.fields) {
            const bool taken = std::find(out.begin(), out.end(), &field) != out.end();
            if (!taken && field.privacy != Privacy::Sensitive && wanted(field)) {
                out.push_back(&field);
            }
        }
    };
    take([](const Field& field) { return field.search == "name"; });
    take([](const Field& field) { return field.search == "number"; });
    take([](const Field& field) { return field.required && field.type != FieldType::LongText; });
    return out;
}

std::string cell(Wording& wording, const Field& field, const Json& record) {
    const auto found = record.find(field.name);
    if (found == record.end()) return {};
    return clip(plain_line(wording.value(field, *found)), kColumnWidthMax);
}

/// "王铁柱" when the record has a name, else its id.
std::string name_of(Wording& wording, const std::string& id) {
    const std::string title = plain_line(wording.title(id));
    return title.empty() ? id : title;
}

std::string author_of(const Json& entry) {
    const std::string_view name = text_of(entry, "name");
    return plain_line(name.empty() ? text_of(entry, "author") : name);
}

Millis at_of(const Json& entry) {
    const auto found = entry.find("at");
    return found != entry.end() && found->is_number_integer() ? found->get<Millis>() : 0;
}

std::string names_of_fields(Wording& wording, std::string_view kind, const Json& entry) {
    std::string out;
    const auto fields = entry.find("fields");
    if (fields == entry.end()) return out;
    for (const auto& [name, value] : fields->items()) {
        if (!out.empty()) out += wording.say({"list.comma", {}});
        out += wording.field(kind, name);
    }
    return out;
}

std::string code_word(const Output& output, const std::string& prefix, std::string_view code) {
    const Message message{prefix + std::string{code}, {}};
    std::string word = output.texts()(message);
    return word == message.key ? std::string{code} : word;
}

void print_history(Output& output, Wording& wording, const Json& record) {
    const auto history = record.find("history");
    if (history == record.end()) return;
    output.line("");
    output.line(text(output, "cli.show.history_of"));
    for (const Json& entry : *history) {
        std::string line = spaces(kGap) + Wording::minute(at_of(entry)) + spaces(kGap) +
                           author_of(entry) + spaces(kGap) +
                           names_of_fields(wording, text_of(record, "kind"), entry);
        if (entry.contains("where")) {
            line += spaces(kGap) + code_word(output, "cli.where.", text_of(entry, "where"));
        }
        output.line(line);
        if (const std::string_view why = text_of(entry, "why"); !why.empty()) {
            output.line(spaces(2 * kGap) +
                        text(output, "cli.show.why", {{"why", plain_line(why)}}));
        }
        if (const std::string_view code = text_of(entry, "refused"); !code.empty()) {
            output.line(spaces(2 * kGap) +
                        text(output, "cli.show.refused", {{"code", plain_line(code)}}));
        }
    }
}

std::string heading_of(Wording& wording, std::string_view kind, const std::string& id) {
    const std::string title = plain_line(wording.title(id));
    return wording.kind(kind) + spaces(kGap) + (title.empty() ? "" : title + spaces(kGap)) + id;
}

std::string heading_of(Wording& wording, const Json& record) {
    return heading_of(wording, text_of(record, "kind"), std::string{text_of(record, "id")});
}

/// What a draft holds, each part by the label of its field.
std::vector<std::pair<std::string, std::string>> lines_of_draft(const Output& output,
                                                                Wording& wording, const Form* form,
                                                                const Json& draft) {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& [how, part] : draft.at("content").items()) {
        if (part.is_string()) {  // "why", "bytes"
            out.emplace_back(text(output, ("cli.drafts." + how).c_str()), part.get<std::string>());
            continue;
        }
        for (const auto& [name, value] : part.items()) {
            const Field* field = form == nullptr ? nullptr : form->find(name);
            const std::string label = field == nullptr ? name : wording.label(field->label);
            const std::string shown = value.is_null()    ? text(output, "cli.drafts.erased")
                                      : field == nullptr ? write_json(value)
                                                         : wording.value(*field, value);
            out.emplace_back(text(output, ("cli.drafts." + how).c_str(), {{"field", label}}),
                             shown);
        }
    }
    return out;
}

}  // namespace

std::size_t page_width() {
    winsize size{};
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-vararg): POSIX
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return kPageWidth;
    return std::max<std::size_t>(size.ws_col, kPageWidthMin);
}

void show_list(Output& output, Wording& wording, const Form& form, const Json& records) {
    if (records.empty()) return output.say({"cli.list.none", {{"kind", wording.kind(form.kind)}}});
    std::size_t left = page_width() - std::min(page_width(), kUuidWidth + kGap);
    std::vector<std::vector<std::string>> rows(records.size() + 1);
    for (const Field* field : columns_of(form)) {
        std::vector<std::string> column{
            clip(plain_line(wording.label(field->label)), kColumnWidthMax)};
        for (const Json& record : records)
            column.push_back(cell(wording, *field, record));
        const auto is_empty = [](const std::string& item) { return item.empty(); };
        if (std::all_of(column.begin() + 1, column.end(), is_empty)) continue;
        std::size_t width = 0;
        for (const std::string& item : column)
            width = std::max(width, display_width(item));
        if (width + kGap > left) break;
        left -= width + kGap;
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i].push_back(std::move(column[i]));
    }
    rows.front().push_back(text(output, "cli.list.id"));
    for (std::size_t i = 0; i < records.size(); ++i) {
        rows[i + 1].emplace_back(text_of(records[i], "id"));
    }
    Table table{rows.front()};
    for (std::size_t i = 1; i < rows.size(); ++i)
        table.add(std::move(rows[i]));
    table.print(output);
    output.line("");
    output.say({"cli.list.count", {{"count", std::to_string(records.size())}}});
}

void show_one(Output& output, Wording& wording, const Form* form, const Json& record,
              bool history) {
    output.line(heading_of(wording, record));
    if (const std::string_view into = text_of(record, "merged_into"); !into.empty()) {
        output.say({"cli.show.merged_into", {{"id", std::string{into}}}});
    }
    std::vector<std::pair<std::string, std::string>> fields;
    const auto values = record.find("fields");
    if (form != nullptr && values != record.end()) {
        for (const Field& field : form->fields) {
            const auto value = values->find(field.name);
            if (value == values->end()) continue;
            fields.emplace_back(wording.label(field.label), wording.value(field, *value));
        }
    }
    print_fields(output, fields);
    if (fields.empty()) output.say({"cli.show.empty", {}});
    if (history) print_history(output, wording, record);
}

void show_findings(Output& output, Wording& wording, const std::vector<Finding>& findings) {
    std::string_view record;
    for (const Finding& finding : findings) {
        if (finding.record != record) {
            record = finding.record;
            output.line(heading_of(wording, finding.kind, finding.record));
        }
        const char* severity = finding.severity == Severity::Error  ? "cli.check.error"
                               : finding.severity == Severity::Gate ? "cli.check.gate"
                                                                    : "cli.check.warning";
        output.line(spaces(kGap) + text(output, severity) + spaces(kGap) +
                    plain_line(wording.say(finding.message, finding.kind)));
    }
    if (findings.empty()) return output.say({"cli.check.none", {}});
    output.line("");
    output.say({"cli.check.count", {{"count", std::to_string(findings.size())}}});
}

void show_conflicts(Output& output, Wording& wording, const Store& store, const Json& conflicts) {
    if (conflicts.empty()) return output.say({"cli.conflicts.none", {}});
    for (const Json& conflict : conflicts) {
        const std::string id{text_of(conflict, "record")};
        const std::string_view kind = text_of(conflict, "kind");
        const std::string name{text_of(conflict, "field")};
        output.line(wording.kind(kind) + spaces(kGap) + name_of(wording, id) + spaces(kGap) +
                    wording.field(kind, name));
        const Form* form = store.policy().find(kind);
        const Field* field = form == nullptr ? nullptr : form->find(name);
        for (const Json& value : conflict.at("values")) {
            const bool shown = text_of(value, "op") == text_of(conflict, "shown");
            const Json& content = value.at("value");
            output.line((shown ? "* " : "  ") +
                        plain_line(field == nullptr ? write_json(content)
                                                    : wording.value(*field, content)) +
                        spaces(kGap) + author_of(value) + spaces(kGap) +
                        Wording::minute(at_of(value)));
            std::string command = spaces(2 * kGap);
            command.append("resolve ").append(id).append(" ").append(name);
            command.append(" --take ").append(text_of(value, "op")).append(" --reason ...");
            output.line(command);
        }
        output.line("");
    }
    output.say({"cli.conflicts.count", {{"count", std::to_string(conflicts.size())}}});
}

void show_drafts(Output& output, Wording& wording, const Store& store, const Json& drafts) {
    if (drafts.empty()) return output.say({"cli.drafts.none", {}});
    for (const Json& draft : drafts) {
        const std::string_view kind = text_of(draft, "kind");
        output.line(heading_of(wording, kind, std::string{text_of(draft, "record")}) +
                    spaces(kGap) + Wording::minute(at_of(draft)));
        output.line(spaces(kGap) + plain_line(text_of(draft, "reason")));
        print_fields(output, lines_of_draft(output, wording, store.policy().find(kind), draft));
        output.line(spaces(2 * kGap) + "drafts --done " + std::string{text_of(draft, "id")});
        output.line("");
    }
    output.say({"cli.drafts.count", {{"count", std::to_string(drafts.size())}}});
}

void show_status(Output& output, Wording& wording, const DeviceStatus& status) {
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    std::vector<std::pair<std::string, std::string>> fields;
    const auto add = [&](const char* key, std::string value) {
        fields.emplace_back(text(output, key), std::move(value));
    };
    if (status.enrolment) {
        add("cli.status.person", plain_line(status.enrolment->name) + spaces(kGap) +
                                     code_word(output, "role.", status.enrolment->role));
        add("cli.status.server", plain_line(status.enrolment->server.url));
        std::string scopes;
        for (const ScopeState& state : status.scopes) {
            if (!scopes.empty()) scopes += wording.say({"list.comma", {}});
            scopes += state.lost ? text(output, "cli.status.lost", {{"scope", state.scope}})
                                 : state.scope;
        }
        add("cli.status.scopes", scopes);
    } else {
        add("cli.status.person", text(output, "cli.status.nobody"));
    }
    add("cli.status.records", number(status.records));
    for (const auto& [kind, count] : status.by_kind) {
        fields.emplace_back(spaces(kGap) + wording.kind(kind), number(count));
    }
    add("cli.status.acknowledged", number(status.acknowledged));
    add("cli.status.on_device", number(status.on_device));
    if (status.photos_left > 0) add("cli.status.photos_left", number(status.photos_left));
    if (status.conflicts > 0) add("cli.status.conflicts", number(status.conflicts));
    if (status.refused > 0) add("cli.status.refused", number(status.refused));
    if (status.drafts > 0) add("cli.status.drafts", number(status.drafts));
    if (status.parked > 0) add("cli.status.parked", number(status.parked));
    print_fields(output, fields);
}

}  // namespace cunji::cli
