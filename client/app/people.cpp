#include "client/app/people.h"

#include "shared/base/failure.h"
#include "shared/vault/keyring.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace cunji {

namespace {

namespace fs = std::filesystem;

constexpr const char* kPeople = "people";

/// 0 for what is no person's folder.
int number_of(const fs::path& folder) {
    const std::string name = folder.filename().string();
    int number = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    return error == std::errc{} && end == name.data() + name.size() ? number : 0;
}

/// By their numbers.
std::vector<fs::path> numbered(const std::string& root) {
    std::vector<fs::path> out;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(fs::path{root} / kPeople, error)) {
        if (number_of(entry.path()) > 0) out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end(),
              [](const fs::path& a, const fs::path& b) { return number_of(a) < number_of(b); });
    return out;
}

PersonFolder read_person(const std::string& folder) {
    const Result<Keyring> keyring = read_keyring(folder);
    if (!keyring) return {folder, {}, {}, false};
    return {folder, keyring->name, keyring->role, true};
}

}  // namespace

std::vector<PersonFolder> people_of(const std::string& root) {
    std::vector<PersonFolder> out;
    if (has_keyring(root)) out.push_back(read_person(root));
    for (const fs::path& folder : numbered(root)) {
        if (has_keyring(folder.string())) out.push_back(read_person(folder.string()));
    }
    return out;
}

std::string new_person_folder(const std::string& root) {
    const fs::path people = fs::path{root} / kPeople;
    std::error_code error;
    fs::create_directories(people, error);
    if (error) {
        throw Failure({"error.folder.not_writable", {{"folder", people.string()}}},
                      error.message());
    }
    const std::vector<fs::path> taken = numbered(root);
    const int number = taken.empty() ? 2 : number_of(taken.back()) + 1;
    return (people / std::to_string(number)).string();
}

std::string root_of(const std::string& folder) {
    const fs::path path = fs::path{folder}.lexically_normal();
    const bool of_people = number_of(path) > 0 && path.parent_path().filename() == kPeople;
    return of_people ? path.parent_path().parent_path().string() : folder;
}

}  // namespace cunji
