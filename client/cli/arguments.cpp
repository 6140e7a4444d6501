#include "client/cli/arguments.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace cunji::cli {

namespace {

/// Builds the grammar in the person's language; what was typed lands in `arguments`.
class Grammar {
public:
    Grammar(const Texts& texts, Arguments& arguments)
        : texts_(texts), arguments_(arguments), app_(text("cli.about"), "cunji-cli") {
        app_.get_formatter()->label("Usage", text("cli.usage"));
        app_.get_formatter()->label("OPTIONS", text("cli.usage.options"));
        app_.get_formatter()->label("SUBCOMMAND", text("cli.usage.command"));
        app_.get_formatter()->label("REQUIRED", text("cli.usage.required"));
        app_.get_formatter()->label("Excludes", text("cli.usage.excludes"));
        app_.get_formatter()->label("Positionals", text("cli.group.positionals"));
        app_.option_defaults()->group(text("cli.group.options"));
        app_.set_help_flag("-h,--help", text("cli.option.help"));
        app_.require_subcommand(1);
        app_.fallthrough();
        app_.add_option("--data", arguments_.data, text("cli.option.data"))
            ->type_name("DIR")
            ->required();
        app_.add_flag("--json", arguments_.json, text("cli.option.json"));
        app_.add_option("--passphrase-file", arguments_.passphrase_file,
                        text("cli.option.passphrase_file"))
            ->type_name("FILE")
            ->envname("CUNJI_PASSPHRASE_FILE");
        add_work();
        add_reading();
        add_sync();
        add_care();
        add_lock();
    }

    CLI::App& app() { return app_; }

private:
    [[nodiscard]] std::string text(const char* key) const { return texts_({key, {}}); }

    /// A subcommand whose answers go into a command of type C.
    template <typename C>
    std::pair<CLI::App*, C*> add(CLI::App& parent, const char* name, const char* about,
                                 bool with_json = true) {
        CLI::App* sub = parent.add_subcommand(name, text(about));
        sub->group(text("cli.group.commands"));
        // Made again: the one it got from its parent stands in a group of an English name.
        sub->set_help_flag("-h,--help", text("cli.option.help"));
        const auto command = std::make_shared<C>();
        sub->final_callback([this, command] { arguments_.command = *command; });
        if (with_json) sub->add_flag("--json", arguments_.json, text("cli.option.json"));
        return {sub, command.get()};
    }

    CLI::Option* option(CLI::App* sub, const char* name, std::string& target, const char* about,
                        const char* type) {
        return sub->add_option(name, target, text(about))->type_name(type);
    }

    void add_work() {
        const auto [init, to_init] = add<Init>(app_, "init", "cli.init");
        option(init, "--server", to_init->server, "cli.init.server", "URL")->required();
        option(init, "--pin", to_init->pin, "cli.init.pin", "sha256//...");
        option(init, "--code", to_init->code, "cli.init.code", "CODE")->required();

        const auto [save, to_save] = add<Save>(app_, "save", "cli.save", false);
        option(save, "kind", to_save->kind, "cli.save.kind", "");
        option(save, "--json", to_save->json, "cli.save.json", "FILE|-")->required();

        CLI::App* photo = app_.add_subcommand("photo", text("cli.photo"));
        photo->group(text("cli.group.commands"));
        photo->set_help_flag("-h,--help", text("cli.option.help"));
        photo->require_subcommand(1);
        const auto [add_photo, to_add] = add<PhotoAdd>(*photo, "add", "cli.photo.add");
        option(add_photo, "file", to_add->file, "cli.photo.file", "")->required();
        option(add_photo, "--subject", to_add->subject, "cli.photo.subject", "ID")->required();
        option(add_photo, "--stage", to_add->stage, "cli.photo.stage", "STAGE")->required();
        option(add_photo, "--title", to_add->title, "cli.photo.title", "TEXT");

        const auto [resolve, to_resolve] = add<Resolve>(app_, "resolve", "cli.resolve");
        option(resolve, "id", to_resolve->id, "cli.resolve.id", "")->required();
        option(resolve, "field", to_resolve->field, "cli.resolve.field", "")->required();
        CLI::Option* take = option(resolve, "--take", to_resolve->take, "cli.resolve.take", "OP");
        option(resolve, "--value", to_resolve->value, "cli.resolve.value", "JSON")->excludes(take);
        option(resolve, "--reason", to_resolve->reason, "cli.resolve.reason", "TEXT")->required();

        const auto [signing, to_sign] = add<Sign>(app_, "sign", "cli.sign");
        option(signing, "id", to_sign->id, "cli.show.id", "")->required();
        option(signing, "--act", to_sign->act, "cli.sign.act",
               "surveyed|registered|reviewed|answered")
            ->required()
            ->check(CLI::IsMember({"surveyed", "registered", "reviewed", "answered"}));
        option(signing, "--note", to_sign->note, "cli.sign.note", "TEXT");
    }

    void add_reading() {
        const auto [list, to_list] = add<List>(app_, "list", "cli.list");
        option(list, "kind", to_list->kind, "cli.list.kind", "")->required();
        option(list, "--where", to_list->where, "cli.list.where", "EXPR");
        option(list, "--scope", to_list->scope, "cli.option.scope", "CODE");
        list->add_option("--limit", to_list->limit, text("cli.list.limit"))
            ->type_name("N")
            ->check(CLI::PositiveNumber);
        list->add_flag("--void", to_list->with_void, text("cli.list.void"));

        const auto [show, to_show] = add<Show>(app_, "show", "cli.show");
        option(show, "id", to_show->id, "cli.show.id", "")->required();
        show->add_flag("--history", to_show->history, text("cli.show.history"));

        const auto [check, to_check] = add<Check>(app_, "check", "cli.check");
        option(check, "id", to_check->id, "cli.check.id", "");

        const auto [conflicts, to_conflicts] = add<Conflicts>(app_, "conflicts", "cli.conflicts");
        option(conflicts, "--scope", to_conflicts->scope, "cli.option.scope", "CODE");

        const auto [drafts, to_drafts] = add<Drafts>(app_, "drafts", "cli.drafts");
        option(drafts, "--done", to_drafts->done, "cli.drafts.done", "ID");

        const auto [trace, to_trace] = add<Trace>(app_, "trace", "cli.trace");
        option(trace, "id", to_trace->id, "cli.show.id", "")->required();
        option(trace, "--as-of", to_trace->as_of, "cli.trace.as_of", "YYYY-MM-DD");

        const auto [exporting, to_export] = add<Export>(app_, "export", "cli.export");
        option(exporting, "kind", to_export->kind, "cli.export.kind", "");
        option(exporting, "--format", to_export->format, "cli.export.format", "csv|json|sqlite")
            ->required()
            ->check(CLI::IsMember({"csv", "json", "sqlite"}));
        option(exporting, "--out", to_export->out, "cli.export.out", "FILE")->required();
        exporting->add_flag("--full", to_export->full, text("cli.export.full"));
        option(exporting, "--reason", to_export->reason, "cli.export.reason", "TEXT");
    }

    void add_sync() {
        add<Sync>(app_, "sync", "cli.sync");
        add<Status>(app_, "status", "cli.status");
    }

    void add_lock() {
        const auto [change, to_change] = add<Passphrase>(app_, "passphrase", "cli.passphrase");
        option(change, "--new", to_change->file, "cli.passphrase.new", "FILE");

        CLI::App* recover = app_.add_subcommand("recover", text("cli.recover"));
        recover->group(text("cli.group.commands"));
        recover->set_help_flag("-h,--help", text("cli.option.help"));
        recover->require_subcommand(1);
        const auto step = [&](const char* name, const char* about, Recover::Step kind) {
            CLI::App* sub = recover->add_subcommand(name, text(about));
            sub->group(text("cli.group.commands"));
            sub->set_help_flag("-h,--help", text("cli.option.help"));
            const auto options = std::make_shared<Recover>();
            options->step = kind;
            sub->final_callback([this, options] { arguments_.recover = *options; });
            return std::pair{sub, options.get()};
        };
        const auto [ask, to_ask] = step("ask", "cli.recover.ask", Recover::Step::Ask);
        option(ask, "--out", to_ask->file, "cli.recover.out", "FILE")->required();
        const auto [finish, to_finish] =
            step("finish", "cli.recover.finish", Recover::Step::Finish);
        option(finish, "--answer", to_finish->file, "cli.recover.answer", "FILE")->required();
        option(finish, "--new", to_finish->new_passphrase, "cli.passphrase.new", "FILE");
    }

    void add_care() {
        add<Verify>(app_, "verify", "cli.verify");
        add<ShowAuditReceipt>(app_, "audit-receipt", "cli.audit_receipt", false);
        add<Rebuild>(app_, "rebuild", "cli.rebuild");
    }

    const Texts& texts_;
    Arguments& arguments_;
    CLI::App app_;
};

/// What the library says is English; the parts of it that people meet are said in their language.
Message message_of(const CLI::ParseError& error) {
    std::string what = error.what();
    const auto between = [&](std::string_view before, std::string_view after) {
        const std::size_t begin = before.empty() ? 0 : what.find(before);
        const std::size_t end = after.empty() ? what.size() : what.find(after);
        if (begin == std::string::npos || end == std::string::npos) return what;
        return what.substr(begin + before.size(), end - begin - before.size());
    };
    if (what.starts_with("A subcommand is required")) return {"error.usage.no_command", {}};
    if (error.get_name() == "RequiredError" && what.ends_with(" is required")) {
        return {"error.usage.missing", {{"what", between("", " is required")}}};
    }
    if (error.get_name() == "ExtrasError") {
        return {"error.usage.not_expected", {{"what", between(": ", "")}}};
    }
    return {"error.usage.wrong", {{"what", what}}};
}

/// What no grammar can say.
std::optional<Message> check(const Command& command) {
    if (const auto* resolve = std::get_if<Resolve>(&command)) {
        if (resolve->take.empty() && resolve->value.empty()) {
            return Message{"error.usage.missing", {{"what", "--take / --value"}}};
        }
    }
    if (const auto* exporting = std::get_if<Export>(&command)) {
        if ((exporting->format == "sqlite") != exporting->kind.empty()) {
            return Message{"error.usage.export_kind", {}};
        }
    }
    return std::nullopt;
}

}  // namespace

std::variant<Arguments, Ending> read_arguments(int argc, const char* const* argv,
                                               const Texts& texts) {
    Arguments arguments;
    Grammar grammar{texts, arguments};
    try {
        grammar.app().parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        return Ending{0, grammar.app().help()};
    } catch (const CLI::ParseError& error) {
        return Ending{2, texts(message_of(error)) + '\n'};
    }
    if (const std::optional<Message> wrong = check(arguments.command)) {
        return Ending{2, texts(*wrong) + '\n'};
    }
    // What `save` did is read by programs.
    if (std::holds_alternative<Save>(arguments.command)) arguments.json = true;
    return arguments;
}

}  // namespace cunji::cli
