// The page that says who answers for a record, as a person meets it.

#include "client/model/record.h"
#include "client/model/shell.h"
#include "tests/client/answered_household.h"
#include "tests/support/ui_seat.h"

#include <doctest/doctest.h>

namespace cunji::test {

namespace {

struct Look {
    ScreenShape shape;
    Language language;
    std::string name;
};

const std::vector<Look> kLooks{{kDesktop, Language::Chinese, "desktop-zh"},
                               {kPhone, Language::Chinese, "phone-zh"},
                               {kDesktop, Language::English, "desktop-en"},
                               {kPhone, Language::English, "phone-en"}};

}  // namespace

TEST_CASE("record screen: from the household to who answers for it, and a signature") {
    for (const Look& look : kLooks) {
        CAPTURE(look.name);
        AnsweredHousehold day;
        AppWindow window{day.folder.file("ann"), day.county, day.clock, day.random, look.language};
        Seat seat{window, look.shape, look.language};
        const Texts texts{look.language};
        const auto word = [&](const char* key) { return texts({key, {}}); };
        window.act(shell::Go{{PageKind::Household, day.id, {}}});
        seat.person();
        seat.click("record");
        CHECK(window.state().shell.page() == Page{PageKind::Record, day.id, {}});
        CHECK(seat.person().sees(word("trace.mark.good")));
        CHECK(seat.person().sees("安娜"));
        CHECK(seat.person().finds("township"));
        CHECK(seat.person().finds("office"));
        seat.picture("record-" + look.name);
        CHECK(seat.person().finds(word("trace.step.made")));
        CHECK(seat.person().finds(word("trace.seal.verified")));
        seat.picture("record-below-" + look.name);

        day.clock.pass(60'000);
        day.change({{"head_name", "王铁住"}});
        window.act(shell::RecordsChanged{});
        CHECK(seat.person().finds(word("trace.mark.voided")));
        seat.picture("record-void-" + look.name);
        seat.click("sign");
        CHECK_FALSE(seat.person().item("sign_go").enabled);
        CHECK_FALSE(seat.person().item("reviewed").enabled);
        CHECK(seat.person().finds(word("error.act.tier.reviewed")));
        seat.picture("record-sign-" + look.name);
        seat.click("surveyed");
        seat.type("note", "下午到户");
        seat.click("sign_go");
        CHECK_FALSE(window.state().record.signs);
        CHECK(seat.person().finds("下午到户"));
        CHECK(seat.person().finds(word("trace.mark.good")));
        seat.click(word("ui.back"));
        CHECK(window.state().shell.page().kind == PageKind::Household);
    }
}

TEST_CASE("record screen: a day is typed, and the page says how it stood then") {
    for (const Look& look : kLooks) {
        CAPTURE(look.name);
        AnsweredHousehold day;
        const std::string then = Wording::minute(day.clock.now()).substr(0, 10);
        day.clock.pass(Millis{3} * 86'400'000);
        day.change({{"head_name", "王铁住"}});
        AppWindow window{day.folder.file("ann"), day.county, day.clock, day.random, look.language};
        Seat seat{window, look.shape, look.language};
        window.act(shell::Go{{PageKind::Record, day.id, {}}});
        CHECK(seat.person().finds("王铁住"));
        seat.click(Texts{look.language}({"record.of_day", {}}));
        CHECK(window.state().record.of_day);
        seat.retype("as_of_day", then);
        CHECK(window.state().record.trace->steps.size() == 4);
        seat.person();
        CHECK(window.view<RecordView>().sign.empty());
        seat.picture("record-day-" + look.name);
    }
}

}  // namespace cunji::test
