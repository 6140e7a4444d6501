#include "server/admin_handover.h"

#include "server/admin_desk.h"
#include "server/handover.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace cunji {

namespace {

struct HandoverOptions {
    std::string scope;
    std::string from;
    std::string to;
    std::string reason;
};

int run_handover(const CountyFolder& folder, const HandoverOptions& options) {
    Desk desk;
    const Store store = open_county(folder, desk.random);
    Handover handover{options.scope, {}, {}, options.reason};
    for (auto [text, account] :
         {std::pair{&options.from, &handover.from}, std::pair{&options.to, &handover.to}}) {
        std::optional<Account> found = find_account_by_text(store, *text);
        if (!found) return fail(desk, {"error.admin.no_user", {{"user", *text}}});
        *account = std::move(*found);
    }
    Transaction transaction{store.db()};
    const std::optional<Message> problem =
        hand_over(store, handover, operator_id(), desk.clock.now());
    if (problem) return fail(desk, *problem);
    transaction.commit();
    return say(desk.texts(
        {"admin.handed_over",
         {{"scope", options.scope}, {"from", handover.from.name}, {"to", handover.to.name}}}));
}

}  // namespace

void add_handover_command(CLI::App& admin, AdminCommand& chosen) {
    const auto options = std::make_shared<HandoverOptions>();
    CLI::App* command = admin.add_subcommand("handover", "a scope gets another person");
    command->add_option("--scope", options->scope)->required();
    command->add_option("--from", options->from, "who had it: id or name")->required();
    command->add_option("--to", options->to, "who gets it: id or name")->required();
    command->add_option("--reason", options->reason, "why; kept with the right that ends")
        ->required();
    command->callback([&chosen, options] {
        chosen = [options](const CountyFolder& folder) { return run_handover(folder, *options); };
    });
}

}  // namespace cunji
