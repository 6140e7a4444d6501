// typist FOLDER [--reopen]
//
// Types into a household's form as the window would, ten strokes for each second of a clock of its
// own, until it is killed: a line "<seconds x 10> <strokes so far>" on standard output before each
// stroke. With --reopen: how many strokes the draft that is found holds.

#include "client/app/unlocking.h"
#include "client/form/draft_keeping.h"
#include "client/model/app.h"
#include "client/model/form.h"
#include "shared/crypto/crypto.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_keys.h"

#include <iostream>
#include <string>

namespace {

using namespace cunji;

constexpr Millis kStroke = 100;
constexpr std::size_t kStrokesMax = 190;  // an address has 200 characters

std::size_t strokes_in_draft(const FieldDevice& device) {
    for (const DraftLine& line : list_begun(device)) {
        const Result<FormSession> session = reopen_draft(device, line.id);
        if (session) return session->root().answer("address").typed.size();
    }
    return 0;
}

void type_on(App& app, test::FakeClock& clock) {
    app.post(form::Begin{{"household", {}, Json::object(), {}}, false});
    app.settle();
    std::string text;
    while (text.size() < kStrokesMax) {
        std::cout << text.size() << std::endl;
        text += 'a';
        app.post(form::Type{{{}, "address"}, text});
        app.settle();
        clock.pass(kStroke);
        app.settle();
    }
    std::string line;
    std::getline(std::cin, line);  // to be killed here at the latest
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return 2;
    const std::string folder = argv[1];
    test::FakeClock clock;
    SystemRandom random;
    start_crypto();
    const Keys keys = *unlock_folder(folder, test::kPassphrase);
    const auto open = [&] {
        return FieldDevice::open(folder, keys, clock, random, Language::Chinese);
    };
    if (argc > 2) {
        std::cout << strokes_in_draft(open()) << std::endl;
        return 0;
    }
    App app{{.folder = folder, .open = open, .wake = {}, .fallback = {}, .one_thread = true}};
    type_on(app, clock);
    return 0;
}
