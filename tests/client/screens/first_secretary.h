#pragma once

#include "tests/support/ui_seat.h"

#include <string>
#include <string_view>
#include <vector>

namespace cunji::test {

inline constexpr const char* kVisitContent = "问了收入和看病的情况。";
inline constexpr const char* kAgenda = "通组路占地怎么补";
inline constexpr const char* kResolution = "同意线路，占地按亩补。";
inline constexpr const char* kReason = "当面核实";  ///< for settling a conflict

/// A first secretary, who knows what the Chinese window shows and nothing behind it. What cannot be
/// done or seen fails the test and prints the screen.
class FirstSecretary {
public:
    /// In front of a new data folder; the way out is the product's.
    FirstSecretary(const std::string& folder, FakeClock& clock, Random& random, ScreenShape shape);

    /// Types address and code, waits for what the county holds, begins.
    void enrol(const std::string& server, const std::string& code);
    /// From the household's page: content, a picture, a signature on the pad; saves.
    void visit(const std::string& head, const std::string& picture);
    /// An assembly of four to which the people come; one votes against the subject, the rest for.
    void hold_meeting(const std::string& chair, const std::vector<std::string>& people,
                      const std::string& subject);
    /// Into the project's slot of that name.
    void photograph(const std::string& project, const std::string& slot,
                    const std::string& picture);
    void rename_head(const std::string& head, const std::string& name);
    /// In the sync centre.
    void sync();
    /// Meets the conflict on the first page and in the sync centre, says which name is right.
    void settle_names(const std::string& right, const std::string& wrong);

    /// Looks for it where the page is and further down.
    void find(std::string_view text);

    [[nodiscard]] const Store& store() { return window_.device().store(); }

    [[nodiscard]] std::string blob_folder() { return window_.device().blob_folder(); }

private:
    void open_household(const std::string& head);
    void call_meeting(const std::string& chair);
    void call_names(const std::vector<std::string>& people);
    void put_to_vote(const std::string& subject);
    void drop(const std::string& file);

    AppWindow window_;
    Seat seat_;
};

}  // namespace cunji::test
