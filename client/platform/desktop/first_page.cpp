#include "client/platform/desktop/first_page.h"

#include "client/model/form.h"
#include "client/model/shell.h"

#include <sstream>
#include <string>

namespace cunji {

namespace {

form::Begin begin_of(const std::string& detail) {
    std::istringstream words{detail};
    form::Begin begin;
    words >> begin.start.kind;
    std::string word;
    while (words >> word) {
        const std::size_t equals = word.find('=');
        if (equals == std::string::npos) continue;
        begin.start.preset[word.substr(0, equals)] = word.substr(equals + 1);
    }
    return begin;
}

}  // namespace

Command command_for_page(const Page& page) {
    if (page.id.empty() && page.detail.empty()) return shell::OpenTab{page.kind};
    if (page.kind == PageKind::Form && page.id.empty()) return begin_of(page.detail);
    return shell::Go{page};
}

}  // namespace cunji
