#include "client/platform/desktop/first_page.h"

#include "client/model/form.h"
#include "client/model/shell.h"

#include <doctest/doctest.h>

namespace cunji {

TEST_CASE("first page: a tab, a record's page, or a form that begins with what is known") {
    const Command tab = command_for_page({PageKind::Projects, {}, {}});
    CHECK(std::get<shell::OpenTab>(*tab.as<shell::Command>()).kind == PageKind::Projects);
    const Command record = command_for_page({PageKind::Household, "7", {}});
    CHECK(std::get<shell::Go>(*record.as<shell::Command>()).page.id == "7");
    const Command form = command_for_page({PageKind::Form, {}, "visit household=7 nonsense"});
    const auto& begin = std::get<form::Begin>(*form.as<form::Command>());
    CHECK(begin.start.kind == "visit");
    CHECK(begin.start.preset == Json{{"household", "7"}});
}

}  // namespace cunji
