#pragma once

#include "client/app/wording.h"
#include "client/form/form_session.h"
#include "shared/store/store.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cunji {

/// How many records a search for a reference shows; the rest is found by typing more.
inline constexpr int kCandidatesMax = 50;

/// A record that a reference field may name.
struct Candidate {
    std::string id;
    std::string title;
    std::string note;  ///< what tells it from others of the same name; may be empty

    bool operator==(const Candidate&) const = default;
};

/// What a reference field can name now: found by name, pinyin or number; without a search the
/// newest, people of staff who are still there, or the members of the household on the same form.
/// A child of the form that is not saved yet has "@" and its key for an id.
std::vector<Candidate> find_candidates(const Store& store, Wording& wording,
                                       const FormSession& session, const FieldPlace& place,
                                       std::string_view search);

/// The household that a form is about, in few words.
struct FormSubject {
    std::string household;  ///< id; empty: the form is about none
    std::string head;
    std::string number;
    std::string group;
    std::string address;
    std::string phone;
    std::string last_visit_on;  ///< "2026-11-21"; empty: never
    std::int64_t size = 0;
    std::int64_t open_tasks = 0;
    std::vector<Candidate> members;  ///< who are there now
};

FormSubject read_subject(const Store& store, Wording& wording, const FormSession& session);

/// What the records named on the form are called, by id; those that are not here are left out.
std::map<std::string, std::string, std::less<>> read_titles(Wording& wording,
                                                            const FormSession& session);

/// Keys of the pictures on the form (widgets/pictures.h), by id of the photo record.
std::map<std::string, std::string, std::less<>> read_picture_keys(const Store& store,
                                                                  const FormSession& session);

}  // namespace cunji
