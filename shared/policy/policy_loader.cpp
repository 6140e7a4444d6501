#include "shared/policy/policy_loader.h"

#include "shared/policy/field_limits.h"
#include "shared/policy/field_reader.h"
#include "shared/policy/policy_node.h"

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <set>

namespace cunji {

namespace {

constexpr std::string_view kFormsFolder = "forms/";
constexpr std::string_view kJsonEnding = ".json";
constexpr std::string_view kCommonFile = "common.json";

/// "visit" of "forms/visit.json".
std::string_view stem_of(std::string_view path) {
    path.remove_prefix(path.rfind('/') + 1);  // npos + 1 is 0
    return path.substr(0, path.size() - kJsonEnding.size());
}

std::int64_t read_version(PolicyNode& node) {
    node.need("version");
    const std::int64_t version = node.integer("version").value_or(1);
    if (version < 1) node.refuse("error.policy.version", "version");
    return version;
}

class PolicyReader {
public:
    explicit PolicyReader(std::set<std::string, std::less<>> kinds) : kinds_(std::move(kinds)) {}

    Result<Policy> read(std::span<const PolicyFile> files, std::int64_t version) {
        policy_.version = version;
        for (const PolicyFile& file : files)
            sort_in(file);
        if (!common_ && !problem_) {
            problem_ = Message{"error.policy.no_common", {{"file", std::string(kCommonFile)}}};
        }
        for (PolicySource& form : forms_) {
            if (!note_problem(form)) note_kind(form);
        }
        if (common_ && !problem_) read_different_people();
        for (PolicySource& form : forms_) {
            if (!problem_) read_form(form);
        }
        for (PolicySource& form : forms_) {
            if (!problem_) check_repeats(form);
        }
        if (problem_) return *problem_;
        return std::move(policy_);
    }

private:
    void sort_in(const PolicyFile& file) {
        const std::string_view path = file.path;
        if (path == kCommonFile) {
            if (common_) refuse_twice(path, path);
            common_.emplace(file);
            note_problem(*common_);
            return;
        }
        // Folders of a later version are none of our business; a form under a wrong name would be
        // missed in silence.
        if (!path.starts_with(kFormsFolder)) return;
        if (path.ends_with(kJsonEnding)) {
            forms_.emplace_back(file);
        } else if (!problem_) {
            problem_ = Message{"error.policy.file_name", {{"file", file.path}}};
        }
    }

    /// All kinds are known before the first reference is read.
    void note_kind(PolicySource& form) {
        PolicyNode root = form.root();
        const std::string kind = root.text("kind");
        const auto [other, is_new] = first_file_.try_emplace(kind, form.path());
        if (!kind.empty() && !is_new) refuse_twice(form.path(), other->second);
        kinds_.insert(kind);
    }

    void refuse_twice(std::string_view path, std::string_view other) {
        if (problem_) return;
        problem_ = Message{"error.policy.two_files",
                           {{"file", std::string(path)}, {"other", std::string(other)}}};
    }

    void read_form(PolicySource& source) {
        PolicyNode root = source.root();
        root.allow(
            {"kind", "version", "label", "privacy", "write", "helpers", "repeats", "fields"});
        for (const std::string_view key :
             {"kind", "version", "label", "privacy", "write", "fields"}) {
            root.need(key);
        }
        Form form;
        form.kind = root.text("kind");
        if (!is_policy_name(form.kind)) {
            root.refuse("error.policy.bad_name", "kind", {{"what", form.kind}});
        }
        if (form.kind != stem_of(source.path())) {
            root.refuse("error.policy.kind_file", "kind",
                        {{"what", form.kind}, {"stem", std::string(stem_of(source.path()))}});
        }
        form.version = read_version(root);
        form.label = root.label("label");
        read_repeats(root, form);
        const FieldSurroundings around{
            kinds_, root.one_of<Privacy>("privacy", kPrivacyWords).value_or(Privacy::Internal),
            root.some_of<Tier>("write", kTierWords), root.flag("helpers")};
        if (note_problem(source)) return;

        read_common(around, form.fields);
        const auto common_count = static_cast<std::ptrdiff_t>(form.fields.size());
        for (PolicyNode& node : root.objects("fields"))
            read_field(node, around, form.fields);
        if (form.fields.size() > kFieldsMax) {
            root.refuse("error.policy.too_many_fields", "fields",
                        {{"max", std::to_string(kFieldsMax)}});
        }
        // The common ones were read first, so that a name taken twice is shown in the form.
        std::rotate(form.fields.begin(), form.fields.begin() + common_count, form.fields.end());
        if (!note_problem(source)) policy_.forms.emplace(form.kind, std::move(form));
    }

    void read_repeats(PolicyNode& root, Form& form) {
        for (PolicyNode& node : root.objects("repeats")) {
            node.allow({"kind", "field"});
            node.need("kind");
            node.need("field");
            Repeat repeat{node.text("kind"), node.text("field")};
            if (!kinds_.contains(repeat.kind)) {
                node.refuse("error.policy.unknown_kind", "kind", {{"value", repeat.kind}});
            }
            for (const Repeat& other : form.repeats) {
                if (other.kind != repeat.kind) continue;
                node.refuse("error.policy.duplicate_repeat", "kind", {{"what", repeat.kind}});
            }
            form.repeats.push_back(std::move(repeat));
        }
    }

    /// Once all forms are read: the other kind must be able to say whose it is.
    void check_repeats(PolicySource& source) {
        PolicyNode root = source.root();
        const std::string kind = root.text("kind");
        for (PolicyNode& node : root.objects("repeats")) {
            const Form* other = policy_.find(node.text("kind"));
            if (other == nullptr) continue;
            const Field* field = other->find(node.text("field"));
            if (field != nullptr && field->type == FieldType::Reference &&
                field->merge != MergeRule::Set && field->merge != MergeRule::Computed &&
                (field->ref == "*" || field->ref == kind)) {
                continue;
            }
            node.refuse("error.policy.repeat_field", "field",
                        {{"what", node.text("field")}, {"other", other->kind}, {"kind", kind}});
        }
        note_problem(source);
    }

    void read_different_people() {
        PolicyNode root = common_->root();
        for (PolicyNode& node : root.objects("different_people")) {
            node.allow({"act", "other"});
            node.need("act");
            node.need("other");
            policy_.different_people.push_back({node.text("act"), node.text("other")});
        }
        note_problem(*common_);
    }

    /// Read anew for each form: who may write and see them follows the form.
    void read_common(const FieldSurroundings& around, std::vector<Field>& out) {
        PolicyNode root = common_->root();
        root.allow({"version", "fields", "different_people"});
        root.need("fields");
        read_version(root);
        for (PolicyNode& node : root.objects("fields"))
            read_field(node, around, out);
        require_common(root, out, kReviewField, "choice",
                       [](const Field& field) { return field.merge == MergeRule::Status; });
        require_common(root, out, kVoidField, "text", [](const Field& field) {
            return field.type == FieldType::Text && field.merge != MergeRule::Append;
        });
        require_common(root, out, kMergeIntoField, "reference", [](const Field& field) {
            return field.type == FieldType::Reference && field.merge != MergeRule::Set;
        });
        note_problem(*common_);
    }

    /// The engine itself reads these fields.
    template <typename Predicate>
    void require_common(PolicyNode& root, const std::vector<Field>& fields, std::string_view name,
                        std::string_view type, Predicate good) {
        const auto found = std::find_if(fields.begin(), fields.end(),
                                        [&](const Field& field) { return field.name == name; });
        if (found != fields.end() && good(*found)) return;
        root.refuse("error.policy.common_field", "fields",
                    {{"what", std::string(name)}, {"type", std::string(type)}});
    }

    bool note_problem(const PolicySource& source) {
        if (!problem_) problem_ = source.problem();
        return problem_.has_value();
    }

    Policy policy_;
    std::deque<PolicySource> forms_;  // nodes point at sources
    std::optional<PolicySource> common_;
    std::map<std::string, std::string, std::less<>> first_file_;  // of a kind
    std::set<std::string, std::less<>> kinds_;
    std::optional<Message> problem_;
};

}  // namespace

Result<Policy> load_policy(std::span<const PolicyFile> files, std::int64_t version) {
    return PolicyReader({}).read(files, version);
}

Result<Policy> load_some_forms(std::span<const PolicyFile> files, std::int64_t version,
                               std::set<std::string, std::less<>> other_kinds) {
    return PolicyReader(std::move(other_kinds)).read(files, version);
}

}  // namespace cunji
