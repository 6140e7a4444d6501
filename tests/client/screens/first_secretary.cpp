#include "tests/client/screens/first_secretary.h"

#include "client/platform/desktop/drop.h"

#include <doctest/doctest.h>

namespace cunji::test {

FirstSecretary::FirstSecretary(const std::string& folder, FakeClock& clock, Random& random,
                               ScreenShape shape)
    : window_(folder, connect_by_curl(), clock, random, Language::Chinese),
      seat_(window_, shape, Language::Chinese) {}

void FirstSecretary::enrol(const std::string& server, const std::string& code) {
    seat_.type("server", server);
    seat_.type("code", code);
    seat_.click("join");
    find("安娜，您好");
    seat_.click("begin");
}

void FirstSecretary::visit(const std::string& head, const std::string& picture) {
    open_household(head);
    seat_.click("start_visit");
    find("还缺 1 项");
    seat_.type("走访内容", kVisitContent);
    drop(picture);
    seat_.person().stroke("户主或家人签字");
    find("填齐了，可以提交");
    seat_.click("save");
    find(kVisitContent);  // among the visits on the household's page
}

void FirstSecretary::hold_meeting(const std::string& chair, const std::vector<std::string>& people,
                                  const std::string& subject) {
    call_meeting(chair);
    call_names(people);
    put_to_vote(subject);
    seat_.type("resolution", kResolution);
    seat_.click("save");
    find("已保存在本机");
}

void FirstSecretary::photograph(const std::string& project, const std::string& slot,
                                const std::string& picture) {
    seat_.click("projects");
    seat_.click(project);
    seat_.click(slot);
    drop(picture);
    find("已选");  // and nothing more yet
    CHECK_FALSE(seat_.person().sees("已上传"));
    seat_.click("添加 1 张照片");
    find("已添加，原图原样保存");
}

void FirstSecretary::rename_head(const std::string& head, const std::string& name) {
    open_household(head);
    seat_.click("more");
    seat_.click("edit");
    seat_.retype("户主姓名", name);
    seat_.click("save");
}

void FirstSecretary::sync() {
    seat_.click("sync");
    seat_.click("sync_now");
}

void FirstSecretary::settle_names(const std::string& right, const std::string& wrong) {
    seat_.click("today");
    find("有 1 处等您选定");
    seat_.click("sync");
    find("有冲突要您定");
    seat_.click("去看看");
    seat_.click("农户：" + right);
    find(wrong);
    seat_.person().click_below(right, "这个对");
    find("将定为：" + right);
    seat_.click(kReason);
    seat_.click("decide");
}

void FirstSecretary::find(std::string_view text) {
    if (seat_.person().finds(text)) return;
    FAIL("the window does not show \"" << text << "\"\n" << seat_.person().screen());
}

void FirstSecretary::open_household(const std::string& head) {
    seat_.click("households");
    seat_.click(head);
}

void FirstSecretary::call_meeting(const std::string& chair) {
    seat_.click("meetings");
    seat_.click("开新会");
    seat_.click("会议类型");
    seat_.click("村民会议");
    seat_.type("title", "讨论通组路占地");
    seat_.type("agenda", kAgenda);
    seat_.type("place", "村委会会议室");
    CHECK(seat_.person().item("recorder").label == "安娜");
    seat_.click("host");
    seat_.click(chair);
    seat_.click("next");
}

/// Just as many as it takes: the last one makes the quorum.
void FirstSecretary::call_names(const std::vector<std::string>& people) {
    seat_.click("用 4 人");
    for (const std::string& name : people) {
        CHECK_FALSE(seat_.person().sees("人数够了，可以开会"));
        seat_.click(name);
    }
    find("人数够了，可以开会");
    seat_.click("next");
}

void FirstSecretary::put_to_vote(const std::string& subject) {
    seat_.click("add_subject");
    seat_.click(subject);
    seat_.person().click_below("反对票", "more");
    seat_.click("rest_yes");
    find("票数对上了");
    find("通过");
    seat_.click("next");
}

/// A file let go over the window.
void FirstSecretary::drop(const std::string& file) {
    window_.act(command_for_files(window_.state(), {file}));
    seat_.person();
}

}  // namespace cunji::test
