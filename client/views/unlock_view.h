#pragma once

#include "client/model/unlock.h"
#include "shared/policy/texts.h"

#include <string>
#include <vector>

namespace cunji {

struct UnlockView {
    struct Person {
        std::string folder, name, role;
    };

    unlock::Page page = unlock::Page::Open;
    std::string product, promise;
    std::string title, subtitle;
    std::string fields;  ///< another name: they were emptied
    std::string passphrase_label, passphrase_hint, passphrase;
    std::string again_label, again;
    std::string request_label, request, answer_label, answer_hint, answer;
    std::string go, forgot, back;
    std::string why;      ///< what the passphrase is for, in a sentence
    std::string problem;  ///< empty: none
    bool busy = false;
    std::string people_title;
    std::vector<Person> people;  ///< the others of this machine
};

UnlockView make_unlock_view(const unlock::State& state, const Texts& texts);

}  // namespace cunji
