#include "tests/client/widgets/gallery.h"

#include "client/widgets/pictures.h"

#include <cmath>

namespace cunji {

namespace {

using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace): dates

const std::vector<ui::Tab>& tabs() {
    static const std::vector<ui::Tab> kTabs{{"today", ui::Icon::Home, "今天", 0},
                                            {"households", ui::Icon::Households, "农户", 0},
                                            {"meetings", ui::Icon::Meeting, "会议", 2},
                                            {"projects", ui::Icon::Project, "项目", 0},
                                            {"sync", ui::Icon::Sync, "同步", 17}};
    return kTabs;
}

void in_shell(Ui& ui, const char* selected, const ui::Contents& body) {
    ui::shell(ui,
              {.name = "村记",
               .tabs = tabs(),
               .selected = selected,
               .person = "陈志远",
               .person_note = "离线 17 条待传",
               .person_tone = ui::Tone::Warn},
              body);
}

void home(Ui& ui) {
    in_shell(ui, "today", [&] {
        page(ui,
             {.id = "home",
              .title = "下午好，陈书记",
              .subtitle = "2026年11月24日 星期二  王家坪村",
              .actions = {{.id = "sync", .label = "立即同步", .icon = ui::Icon::Sync}}},
             [&] {
                 banner(ui, {.id = "offline",
                             .tone = ui::Tone::Warn,
                             .text = "现在没有网络。17 条记录只在这台设备上，联网后自动上传。",
                             .action = "查看"});
                 const std::vector<ui::Stat> stats{
                     {"a", ui::Icon::Smartphone, "只在本机", "17", "最早 3 天前", ui::Tone::Warn},
                     {"b", ui::Icon::CloudUpload, "到乡镇", "204", "", ui::Tone::Info},
                     {"c", ui::Icon::CloudDone, "到县里", "27,412", "", ui::Tone::Good},
                     {"d", ui::Icon::Error, "要我来定", "3", "有冲突", ui::Tone::Bad}};
                 tiles(ui, stats.size(), 168, [&](std::size_t i) { stat(ui, stats.at(i)); });
                 if (button(ui, {.id = "visit",
                                 .label = "开始入户走访",
                                 .icon = ui::Icon::Walk,
                                 .kind = ui::ButtonKind::Primary})) {
                 }
                 section(ui, {.title = "今天要做", .note = "5 件", .id = "all", .action = "全部"});
                 card(ui, {.id = "todo"}, [&] {
                     list_row(ui, {.id = "1",
                                   .title = "王德顺家走访到期",
                                   .subtitle = "三组 12 号  上次 10 月 20 日",
                                   .icon = ui::Icon::Walk,
                                   .tone = ui::Tone::Good,
                                   .pill = {ui::Tone::Warn, "今天到期"}});
                     list_row(ui, {.id = "2",
                                   .title = "低保评议会公示还剩 2 天",
                                   .subtitle = "缺结束时的照片",
                                   .icon = ui::Icon::Notice,
                                   .tone = ui::Tone::Info,
                                   .pill = {ui::Tone::Info, "公示中"}});
                     list_row(ui, {.id = "3",
                                   .title = "村道硬化缺施工中照片",
                                   .subtitle = "第 4 步，共 10 步",
                                   .icon = ui::Icon::Camera,
                                   .tone = ui::Tone::Warn});
                     list_row(ui, {.id = "4",
                                   .title = "李春梅家的电话两人填得不一样",
                                   .subtitle = "您和乡镇张主任",
                                   .icon = ui::Icon::Compare,
                                   .tone = ui::Tone::Bad,
                                   .pill = {ui::Tone::Bad, "要您来定"}});
                 });
                 columns(ui, {{.body =
                                   [&] {
                                       card(ui,
                                            {.id = "p",
                                             .title = "走访覆盖",
                                             .subtitle = "本季度  截止 12 月 31 日"},
                                            [&] {
                                                progress(ui, {.share = 0.775F,
                                                              .label = "已走访 186 户",
                                                              .value = "共 240 户"});
                                                progress(ui, {.share = 0.34F,
                                                              .label = "监测户 每月一次",
                                                              .value = "41 / 120",
                                                              .tone = ui::Tone::Warn});
                                            });
                                   }},
                              {.body = [&] {
                                  card(ui,
                                       {.id = "q",
                                        .title = "危旧房屋安全排查",
                                        .subtitle = "截止 12 月 15 日，剩 24 天",
                                        .tone = ui::Tone::Warn,
                                        .opens = true},
                                       [&] {
                                           progress(ui, {.share = 0.34F,
                                                         .label = "41 户",
                                                         .value = "共 120 户"});
                                           pills(ui, {{ui::Tone::Good, "已上传 38"},
                                                      {ui::Tone::Neutral, "草稿 3"},
                                                      {ui::Tone::Bad, "退回 1"}});
                                       });
                              }}});
             });
    });
}

void households(Ui& ui) {
    static const std::vector<ui::Option> kFilters{{"all", "全部", "60,000"},
                                                  {"m", "监测户", "1,204"},
                                                  {"l", "低保户", "3,310"},
                                                  {"v", "30 天未走访", "512"},
                                                  {"c", "有冲突", "3"}};
    in_shell(ui, "households", [&] {
        page(ui,
             {.id = "households",
              .title = "农户",
              .subtitle = "共 60,000 户",
              .actions = {{.id = "new",
                           .label = "新增农户",
                           .icon = ui::Icon::PersonAdd,
                           .kind = ui::ButtonKind::Primary}},
              .scrolls = false},
             [&] {
                 search_field(ui, {.id = "search", .hint = "姓名、拼音首字母、户号"});
                 chips(ui, {.id = "filter", .value = "all", .options = kFilters});
                 static const std::vector<std::string> kNames{
                     "王德顺", "李春梅", "段杰国", "任淑涵", "范博婷", "傅军",
                     "叶诺海", "胡德",   "熊城",   "潘鸿颖", "王𬭎"};
                 record_list(ui, {.id = "list",
                                  .count = 60000,
                                  .columns = {{"户号", 120},
                                              {"户主", 0, 1.2F},
                                              {"地址", 0, 2},
                                              {"人口", 80, 1, true},
                                              {"状态", 120},
                                              {"上次走访", 130}},
                                  .row = [](std::size_t i) {
                                      const std::string name = kNames.at(i % kNames.size());
                                      const ui::Pill state =
                                          i % 5 == 3   ? ui::Pill{ui::Tone::Warn, "监测户"}
                                          : i % 7 == 2 ? ui::Pill{ui::Tone::Info, "低保户"}
                                                       : ui::Pill{};
                                      return ui::RecordRow{
                                          {.id = "h" + std::to_string(i),
                                           .title = name,
                                           .subtitle = "三组 12 号  4 口人",
                                           .avatar = name,
                                           .pill = state},
                                          {{"0" + std::to_string(10001 + i), ui::Ink::Soft},
                                           {name},
                                           {"王家坪村三组 12 号", ui::Ink::Soft},
                                           {"4"},
                                           {state.text, ui::Ink::Normal, true, state.tone},
                                           {"11-03", ui::Ink::Soft}}};
                                  }});
             });
    });
}

void form(Ui& ui) {
    static const std::vector<ui::Option> kSex{{"m", "男"}, {"f", "女"}};
    static const std::vector<ui::Option> kHouse{
        {"a", "土坯"}, {"b", "砖木"}, {"c", "砖混"}, {"d", "框架"}};
    static const std::vector<ui::Option> kRelation{
        {"1", "户主"},   {"2", "配偶"},     {"3", "子女"}, {"4", "父母"},
        {"5", "孙子女"}, {"6", "兄弟姐妹"}, {"7", "其他"}};
    static const std::vector<ui::Option> kIllness{
        {"a", "高血压"}, {"b", "糖尿病"}, {"c", "冠心病"}, {"d", "类风湿"}, {"e", "无"}};
    static const std::vector<ui::Option> kWater{{"tap", "集中供水", "自来水入户"},
                                                {"well", "水井", "压水井、机井"},
                                                {"spring", "山泉水", ""}};
    static const std::vector<std::string> kIll{"a", "c"};
    in_shell(ui, "households", [&] {
        page(
            ui,
            {.id = "form",
             .title = "入户走访",
             .subtitle = "王德顺  三组 12 号  草稿已自动保存",
             .back = true,
             .actions = {{.id = "more", .label = "放弃", .icon = ui::Icon::Delete}}},
            [&] {
                columns(
                    ui,
                    {{.body =
                          [&] {
                              card(ui, {.id = "a", .title = "户主信息"}, [&] {
                                  text_field(ui, {.id = "name",
                                                  .label = "姓名",
                                                  .value = "王𬭎",
                                                  .notes = {.required = true}});
                                  segmented(ui, {.id = "sex",
                                                 .label = "性别",
                                                 .value = "m",
                                                 .options = kSex});
                                  text_field(ui,
                                             {.id = "phone",
                                              .label = "手机号码",
                                              .value = "1385501",
                                              .notes = {.problem = "手机号码应当是 11 位数字。"},
                                              .keyboard = ui::Keyboard::Phone});
                                  text_field(ui, {.id = "income",
                                                  .label = "全年纯收入",
                                                  .value = "38000",
                                                  .notes = {.help = "包括务工、种养和补贴"},
                                                  .keyboard = ui::Keyboard::Money,
                                                  .unit = "元"});
                                  date_field(ui, {.id = "day",
                                                  .label = "走访日期",
                                                  .value = "2026-11-24",
                                                  .today = ui::Day{2026y / 11 / 24}});
                                  time_field(ui, {.id = "time",
                                                  .label = "开始时间",
                                                  .value = "",
                                                  .notes = {}});
                                  picker_field(ui, {.id = "rel",
                                                    .label = "谁接待的",
                                                    .value = "2",
                                                    .options = kRelation});
                              });
                              card(ui, {.id = "c", .title = "两不愁三保障"}, [&] {
                                  tri_state(ui, {.id = "food",
                                                 .label = "吃穿有没有问题",
                                                 .value = ui::Tri::No,
                                                 .notes = {.required = true}});
                                  tri_state(ui,
                                            {.id = "med",
                                             .label = "看病有没有保障",
                                             .value = ui::Tri::Unset,
                                             .notes = {.required = true, .problem = "请选一个。"}});
                                  explanation_field(
                                      ui,
                                      {.id = "w", .warning = "收入比去年少了一半。", .value = ""});
                              });
                          }},
                     {.body = [&] {
                         card(ui, {.id = "b", .title = "居住条件"}, [&] {
                             segmented(ui, {.id = "house",
                                            .label = "房屋结构",
                                            .value = "b",
                                            .options = kHouse});
                             stepper(
                                 ui,
                                 {.id = "people", .label = "家庭人口", .value = 4, .unit = "人"});
                             radio_list(ui, {.id = "water",
                                             .label = "饮水来源",
                                             .value = "tap",
                                             .options = kWater});
                             multi_choice(ui, {.id = "ill",
                                               .label = "慢性病",
                                               .values = kIll,
                                               .options = kIllness});
                             toggle(ui, {.id = "power", .label = "通生活用电", .value = true});
                             toggle(ui, {.id = "toilet",
                                         .label = "卫生厕所",
                                         .value = false,
                                         .notes = {.help = "水冲式或无害化旱厕"}});
                             checkbox(ui,
                                      {.id = "agree", .label = "已向本人说明用途", .value = true});
                         });
                         card(ui, {.id = "d", .title = "备注"}, [&] {
                             text_field(ui, {.id = "note",
                                             .label = "谈了些什么",
                                             .value = "儿子在浙江务工，春节回来。屋后边坡有滑动，已"
                                                      "请国土所来看过，雨季前要再看一次。",
                                             .lines = 3});
                             text_field(ui, {.id = "locked",
                                             .label = "登记人",
                                             .value = "陈志远",
                                             .notes = {.enabled = false}});
                         });
                     }}});
            },
            [&] {
                actions(ui, {{.id = "draft", .label = "存为草稿"},
                             {.id = "save",
                              .label = "保存并提交",
                              .icon = ui::Icon::Check,
                              .kind = ui::ButtonKind::Primary}});
            });
    });
}

void record(Ui& ui) {
    in_shell(ui, "projects", [&] {
        page(ui,
             {.id = "record",
              .title = "村道硬化工程",
              .subtitle = "王家坪村二组至三组  1.8 公里",
              .back = true,
              .actions = {{.id = "edit", .label = "编辑", .icon = ui::Icon::Edit}}},
             [&] {
                 static const std::vector<ui::Step> kSteps{
                     {"立项", ui::StepState::Done, "3-02"},
                     {"民主评议", ui::StepState::Done, "3-10"},
                     {"公示", ui::StepState::Done, "3-20"},
                     {"开工", ui::StepState::Current, "4-01"},
                     {"施工", ui::StepState::Blocked, "缺照片"},
                     {"监督", ui::StepState::Open},
                     {"完工", ui::StepState::Open},
                     {"验收", ui::StepState::Open},
                     {"公告", ui::StepState::Open},
                     {"移交", ui::StepState::Open}};
                 card(ui, {.id = "steps", .title = "进度"},
                      [&] { step_bar(ui, {.id = "bar", .steps = kSteps}); });
                 columns(
                     ui,
                     {{.weight = 3,
                       .body =
                           [&] {
                               static const std::vector<ui::Photo> kPhotos{
                                   {.id = "1",
                                    .picture = "1",
                                    .title = "施工前",
                                    .caption = "4-01 09:17  二组路口",
                                    .badge = ui::PhotoBadge::Uploaded},
                                   {.id = "2",
                                    .picture = "2",
                                    .title = "施工中",
                                    .caption = "4-18 10:34",
                                    .badge = ui::PhotoBadge::Waiting},
                                   {.id = "3", .title = "施工后", .missing = true},
                                   {.id = "4",
                                    .picture = "3",
                                    .title = "公示牌",
                                    .caption = "3-20 11:51",
                                    .warning = "与“饮水工程”的照片相同",
                                    .badge = ui::PhotoBadge::Reused}};
                               card(ui,
                                    {.id = "photos",
                                     .title = "照片",
                                     .subtitle = "4 个阶段，还缺 1 个"},
                                    [&] {
                                        photo_grid(
                                            ui, {.id = "grid", .photos = kPhotos, .add = "加照片"});
                                    });
                               card(ui, {.id = "sign"}, [&] {
                                   static const ui::Strokes kStrokes = [] {
                                       ui::Stroke wave;
                                       for (int i = 0; i <= 60; ++i)
                                           wave.push_back(
                                               {0.2F + static_cast<float>(i) * 0.01F,
                                                0.5F + 0.25F * std::sin(static_cast<float>(i) *
                                                                        0.35F)});
                                       return ui::Strokes{wave};
                                   }();
                                   static const ui::Strokes kNone;
                                   signature_pad(ui, {.id = "s1",
                                                      .label = "村民监督小组 王德顺",
                                                      .strokes = kStrokes});
                                   signature_pad(ui, {.id = "s2",
                                                      .label = "村主任",
                                                      .strokes = kNone,
                                                      .notes = {.required = true}});
                               });
                           }},
                      {.weight = 2, .body = [&] {
                           card(ui,
                                {.id = "facts",
                                 .title = "基本情况",
                                 .actions = {{.id = "e",
                                              .label = "改",
                                              .icon = ui::Icon::Edit,
                                              .kind = ui::ButtonKind::Text}}},
                                [&] {
                                    key_value(ui, {.label = "投资",
                                                   .value = "486,000 元",
                                                   .note = "财政衔接资金 400,000 元"});
                                    key_value(ui, {.label = "施工单位",
                                                   .value = "县交通建设有限公司第二工程处"});
                                    key_value(ui, {.label = "受益", .value = "二组、三组 96 户"});
                                    key_value(
                                        ui,
                                        {.label = "逾期", .value = "12 天", .tone = ui::Tone::Bad});
                                });
                           card(ui, {.id = "income", .title = "历年收入"}, [&] {
                               bar_chart(ui, {{"2022", 2.1, "2.1万", false},
                                              {"2023", 2.6, "2.6万", false},
                                              {"2024", 3.0, "3.0万", false},
                                              {"2025", 3.8, "3.8万", true}});
                           });
                           card(ui, {.id = "log", .title = "经过"}, [&] {
                               timeline_entry(ui, {.id = "1",
                                                   .when = "11月24日 10:05",
                                                   .title = "入户走访",
                                                   .text = "谈了秋收和务工，屋后边坡要再看。",
                                                   .who = "陈志远",
                                                   .icon = ui::Icon::Walk,
                                                   .tone = ui::Tone::Good,
                                                   .pill = {ui::Tone::Warn, "待上传"},
                                                   .opens = true});
                               timeline_entry(ui, {.id = "2",
                                                   .when = "10月20日",
                                                   .title = "改了电话",
                                                   .text = "138 5501 2345",
                                                   .who = "张主任"});
                               timeline_entry(ui, {.id = "3",
                                                   .when = "3月2日",
                                                   .title = "登记",
                                                   .who = "李会计",
                                                   .last = true});
                           });
                       }}});
             });
    });
}

void sync(Ui& ui) {
    in_shell(ui, "sync", [&] {
        page(ui, {.id = "sync", .title = "同步", .subtitle = "上次联系 3 天前"}, [&] {
            banner(ui, {.id = "1",
                        .tone = ui::Tone::Bad,
                        .text = "县里的时间比这台设备晚 2 天，请先校准时钟。",
                        .title = "时钟不对"});
            banner(ui, {.id = "2", .tone = ui::Tone::Good, .text = "都传上去了。"});
            banner(ui, {.id = "3",
                        .tone = ui::Tone::Info,
                        .text = "信号弱，照片暂停，只传文字。",
                        .action = "继续传照片"});
            static const std::vector<ui::CompareSide> kSides{
                {"138 5501 2345", "陈志远", "11月24日 10:05", "这台设备", "现在显示的", "用这个"},
                {"139 0000 1111", "张主任", "11月23日 16:40", "乡镇办公室电脑", "", "用这个"}};
            card(ui, {.id = "conflict"}, [&] {
                compare(ui, {.id = "c",
                             .title = "李春梅的电话",
                             .note = "两个人填得不一样，请选一个",
                             .sides = kSides});
            });
            card(ui, {.id = "empty"}, [&] {
                empty_state(ui, {.icon = ui::Icon::Inbox,
                                 .title = "没有被退回的记录",
                                 .text = "退回的记录会出现在这里，并写明原因。",
                                 .id = "x",
                                 .action = "看看已经上传的"});
            });
            card(ui, {.id = "buttons", .title = "按钮"}, [&] {
                actions(ui, {{.id = "1", .label = "主要", .kind = ui::ButtonKind::Primary},
                             {.id = "2", .label = "次要", .kind = ui::ButtonKind::Soft},
                             {.id = "3", .label = "普通"}});
                actions(ui, {{.id = "4",
                              .label = "删除",
                              .icon = ui::Icon::Delete,
                              .kind = ui::ButtonKind::Danger},
                             {.id = "5", .label = "文字", .kind = ui::ButtonKind::Text}});
                button(ui, {.id = "6",
                            .label = "提交",
                            .enabled = false,
                            .reason = "还有 2 处没有填好，填好后才能提交。"});
                skeleton(ui);
            });
        });
    });
}

void over(Ui& ui) {
    home(ui);
    dialog(ui, {.id = "d",
                .title = "放弃这份草稿？",
                .text = "已经填的内容会放进回收处，30 天内可以找回来。",
                .confirm = "放弃草稿",
                .danger = true,
                .reason_label = "为什么放弃",
                .reason = "",
                .reason_needed = true,
                .reason_missing = "请先写明原因。"});
}

void toasts(Ui& ui) {
    home(ui);
    toast(ui, {.id = "t", .text = "已保存到本机，联网后自动上传。", .undo = "撤销"});
}

Canvas painted(unsigned seed) {
    Canvas canvas{320, 240, std::vector<std::uint32_t>(320 * 240)};
    const auto hill = static_cast<float>(seed % 5) * 0.05F + 0.45F;
    for (int y = 0; y < canvas.height; ++y) {
        for (int x = 0; x < canvas.width; ++x) {
            const float u = static_cast<float>(x) / 320;
            const float v = static_cast<float>(y) / 240;
            const float line = hill + 0.06F * std::sin(u * 6 + static_cast<float>(seed));
            std::uint32_t color = v < line - 0.12F ? 0xFFE6C8A0
                                  : v < line       ? 0xFF78966E
                                                   : 0xFF4B8C78;
            if (std::abs(u - 0.5F) < 0.14F && v > line - 0.02F && v < line + 0.2F)
                color = 0xFFB9CDD7;
            if (std::abs(u - 0.5F) < 0.17F && v > line - 0.09F && v < line - 0.02F)
                color = 0xFF344482;
            canvas.pixels[static_cast<std::size_t>(y * 320 + x)] = color;
        }
    }
    return canvas;
}

}  // namespace

PaintedPictures::PaintedPictures() {
    for (unsigned i = 0; i < 5; ++i)
        canvases_.push_back(painted(i));
}

ShownPicture PaintedPictures::find(std::string_view key, PictureSize /*size*/) {
    const std::size_t index =
        static_cast<std::size_t>(key.empty() ? 0 : key.front() - '0') % canvases_.size();
    return {PictureState::Ready, &canvases_.at(index), 320, 240};
}

std::vector<GalleryPage> gallery_pages() {
    return {{"home", home}, {"households", households}, {"form", form},   {"record", record},
            {"sync", sync}, {"dialog", over},           {"toast", toasts}};
}

}  // namespace cunji
