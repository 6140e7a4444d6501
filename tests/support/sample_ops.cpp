#include "tests/support/sample_ops.h"

#include "shared/base/bytes.h"
#include "shared/base/check.h"
#include "shared/base/uuid.h"

#include <algorithm>
#include <array>
#include <span>

namespace cunji::test {

namespace {

using Words = std::span<const std::string_view>;

// {n} is a number, {p} a person, {w} a place; the rest is as a village's secretary would write it.
constexpr std::array<std::string_view, 32> kTrainingSentences = {
    "今日到{p}家走访，了解家庭生产生活情况，家中{n}口人，身体状况良好。",
    "户主{p}反映儿子在外务工，每月收入{n}元左右，家庭收入稳定。",
    "向其宣传了防返贫监测帮扶政策和医疗保险缴费政策。",
    "实地查看住房和饮水，住房安全，自来水正常。",
    "家中有{n}名学生在校就读，无辍学情况，享受教育资助。",
    "老人患有高血压，长期服药，已办理慢性病签约服务。",
    "今年种植玉米{n}亩，养殖生猪{n}头，长势较好。",
    "该户提出希望解决入户道路硬化问题，已记录并上报镇政府。",
    "房屋后墙有裂缝，已联系镇规划办进行安全鉴定。",
    "与村两委商议后，拟将该户纳入监测对象，按程序评议。",
    "协助办理了低保申请材料，待民政部门审核。",
    "会议听取了上月工作情况汇报，讨论了下一步工作安排。",
    "与会人员一致同意该项目实施方案，并在村务公开栏公示{n}天。",
    "村民代表{p}提出建议，要求加强资金使用监督。",
    "经表决，同意{n}票，反对0票，弃权0票，决议通过。",
    "本次公示内容为{w}产业项目资金使用情况，公示期间无异议。",
    "项目建设内容为{w}至{w}道路硬化{n}米，宽4米，厚20厘米。",
    "项目已完成工程量的百分之{n}，质量符合要求，现场无安全隐患。",
    "合作社带动脱贫户{n}户就业，人均增收{n}元。",
    "发放务工交通补助{n}元，已打入一卡通账户。",
    "家庭主要支出为医疗和子女上学，负债{n}元。",
    "因病住院花费{n}元，报销后自付{n}元，生活有一定困难。",
    "本人表示对帮扶工作满意，感谢党的好政策。",
    "叮嘱其注意用电用火安全，做好冬季取暖防范。",
    "已联系{p}介绍到{w}务工，下周上岗。",
    "经核实，情况属实，限期{n}日内整改到位。",
    "整改完成，复查合格，予以销号。",
    "督促其按时参加农业技术培训，发展庭院经济。",
    "入户路面未硬化，雨天出行不便，建议列入明年计划。",
    "召开党员大会，学习上级文件精神，部署防汛工作。",
    "帮扶责任人每月入户一次，落实帮扶措施{n}项。",
    "土地流转费每亩{n}元，年底一次性兑现分红。",
};
constexpr std::array<std::string_view, 32> kMeasuringSentences = {
    "上午同{p}去地里看了一圈，烤烟长得不错，估计能卖{n}块钱。",
    "她说孙子下学期要去县城读初中，住校费用有点压力。",
    "家里那台旧冰箱坏了，电线老化得厉害，请{p}过来换了。",
    "井水夏天经常断，希望{w}那边的水管能早点接过来。",
    "问到医保的事，他还没交，当场用手机帮他缴清了。",
    "两口子都在{w}打零工，活儿不固定，一天{n}元。",
    "猪圈离灶房太近，味道大，劝他趁农闲挪到屋后去。",
    "腿脚不好，去年摔过一跤，赶集要靠邻居捎带。",
    "母牛下了崽，兽医站的人来打过疫苗，没收钱。",
    "听说今年核桃价格跌到每斤{n}元，心里没底，想改种花椒。",
    "残疾证到期了，约好周四陪她去办换证手续。",
    "屋顶漏雨的地方已经用彩钢瓦盖上，花了{n}元。",
    "孩子成绩中等，老师反映上课爱走神，跟家长谈了谈。",
    "低保金这个月晚到了三天，问过银行，是系统升级。",
    "邻里为排水沟的事吵过架，约双方晚上到村部调解。",
    "门口的坡太陡，冬天结冰容易滑倒，想请村里修个扶手。",
    "会上大家争论最多的是分红办法，最后按入股比例定下来。",
    "{p}主动要求承担守夜的活，得到在场多数人赞成。",
    "第二期款还没拨，施工队说再等{n}天就停工。",
    "沙子涨价，原来的预算缺口大约{n}元，需要重新核算。",
    "雨季前必须把{w}涵洞清理干净，分给第二小组负责。",
    "培训请了县农业局的老师，到场{n}人，比上次多。",
    "公开栏玻璃碎了，先贴在小卖部外墙上，明天拍照存档。",
    "有两户对名单有意见，逐条解释以后没有再提。",
    "这个月账目支出{n}元，余额{n}元，票据齐全。",
    "蜂蜜已经通过网店卖出{n}罐，好评挺多。",
    "老人一个人住，子女过年才回来，安排{p}隔天看望。",
    "原先答应的太阳能路灯一直没装，群众有怨言。",
    "他不愿意搬，理由是离祖坟远，慢慢做工作。",
    "小卖部赊账太多，想贷款周转，介绍了贴息政策。",
    "合同里没写清楚保修期，让对方补签一份说明。",
    "今天没见到人，打电话说在{w}喝喜酒，改日再来。",
};
constexpr std::array<std::string_view, 24> kSurnames = {
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙",
    "马", "胡", "郭", "何", "高", "罗", "郑", "梁", "谢", "唐", "韦", "欧阳"};
constexpr std::array<std::string_view, 32> kGiven = {
    "建国", "秀英", "桂兰", "志强", "小军", "玉梅", "文华", "国庆", "永福", "春花", "德明",
    "红",   "伟",   "芳",   "大山", "凤英", "海燕", "金龙", "莲",   "成",   "世杰", "雨涵",
    "梓轩", "思思", "长顺", "美玲", "家豪", "阿妹", "贵生", "翠",   "远航", "丽华"};
constexpr std::array<std::string_view, 16> kPlaces = {
    "大湾组", "上坝村", "下坝组", "石桥",   "龙井组",   "村委会会议室", "坪上",     "新寨组",
    "河边组", "老街",   "白岩",   "青树垭", "文化广场", "柏林村",       "三岔路口", "桃园组"};

constexpr Millis kYearBegins = 1'735'689'600'000;  // 2025-01-01
constexpr Millis kYearMillis = Millis{365} * 24 * 3600 * 1000;

std::string two(std::uint64_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::string_view pick(SeededRandom& random, Words words) {
    return words[random.below(words.size())];
}

/// What is not typed by people, or only by offices.
bool is_filled(const Field& field) {
    return field.merge != MergeRule::Computed && field.name != kReviewField &&
           field.name != kVoidField && field.name != kMergeIntoField && field.name != "moved_to" &&
           field.name != "origin" && field.name != "demo" && field.name != "exif_raw";
}

}  // namespace

SampleOps::SampleOps(const Policy& policy, std::uint64_t seed, Voice voice)
    : policy_(policy), random_(seed), voice_(voice) {
    new_line();
}

void SampleOps::new_line() {
    rid_ = random_.next64();
    n_ = static_cast<std::int64_t>(random_.below(3000));
    at_ = kYearBegins + static_cast<Millis>(random_.below(kYearMillis));
    by_ = new_uuid(kYearBegins + static_cast<Millis>(random_.below(kYearMillis)), random_);
    scope_ = std::to_string(100000000000 + random_.below(800000000000));
    households_.clear();
    for (int i = 0; i < 200; ++i) {
        households_.push_back(
            new_uuid(kYearBegins + static_cast<Millis>(random_.below(kYearMillis)), random_));
    }
}

Hash SampleOps::hash() {
    Hash out{};
    random_.fill(out);
    return out;
}

OpId SampleOps::parent() {
    OpId id{rid_, 1 + static_cast<std::int64_t>(random_.below(3000)), {}};
    random_.fill(id.h);
    return id;
}

std::string SampleOps::uuid() {
    return new_uuid(at_, random_);
}

std::string SampleOps::name() {
    return std::string{pick(random_, kSurnames)} + std::string{pick(random_, kGiven)};
}

std::string SampleOps::place() {
    return std::string{pick(random_, kPlaces)};
}

std::string SampleOps::sentences(std::uint64_t least, std::uint64_t most) {
    const Words pool =
        voice_ == Voice::Training ? Words{kTrainingSentences} : Words{kMeasuringSentences};
    std::string out;
    for (std::uint64_t left = least + random_.below(most - least + 1); left > 0; --left) {
        std::string sentence{pick(random_, pool)};
        const auto put = [&sentence](std::string_view slot, const auto& make) {
            for (std::size_t at = 0; (at = sentence.find(slot)) != std::string::npos;) {
                sentence.replace(at, slot.size(), make());
            }
        };
        put("{n}", [this] {
            return std::to_string(1 + random_.below(random_.below(2) == 0 ? 30 : 5000));
        });
        put("{p}", [this] { return name(); });
        put("{w}", [this] { return place(); });
        out += sentence;
    }
    return out;
}

std::string SampleOps::date() {
    return std::to_string(2018 + random_.below(9)) + "-" + two(1 + random_.below(12)) + "-" +
           two(1 + random_.below(28));
}

std::string SampleOps::time() {
    return date() + "T" + two(8 + random_.below(12)) + ":" + two(random_.below(60)) + "+08:00";
}

std::string SampleOps::id_number() {
    std::string out = std::to_string(110000 + random_.below(540000)) +
                      std::to_string(1935 + random_.below(90)) + two(1 + random_.below(12)) +
                      two(1 + random_.below(28)) + std::to_string(100 + random_.below(900));
    constexpr std::string_view kCheck = "0123456789X";
    return out + kCheck[random_.below(kCheck.size())];
}

std::string SampleOps::short_text(const Field& field) {
    const std::string& key = field.name;
    if (has(key, "sha256")) return to_hex(hash());
    if (has(key, "phash")) return to_hex64(random_.next64());
    if (has(key, "media_type")) return "image/jpeg";
    if (has(key, "camera")) return "HUAWEI";
    if (has(key, "unit")) return "亩";
    if (has(key, "hotline") || has(key, "contact"))
        return "0851-" + std::to_string(2000000 + random_.below(7000000));
    if (has(key, "_no") || has(key, "card") || has(key, "cert") || has(key, "code")) {
        return std::to_string(1000000000 + random_.next64() % 9000000000);
    }
    if (has(key, "group_name") || has(key, "place") || has(key, "address"))
        return place() + std::to_string(1 + random_.below(90)) + "号";
    if (has(key, "name") || has(key, "person") || has(key, "raiser")) return name();
    std::string out = sentences(1, 1);
    return out.substr(0, out.size() - 3);  // without its full stop
}

void SampleOps::fill(Op& op, const Field& field, std::uint64_t sentences_most) {
    const auto set = [&op, &field](Value value) {
        op.set.emplace_back(field.name, std::move(value));
    };
    const auto add = [&op, &field](Value::List values) {
        auto& place = field.merge == MergeRule::Append ? op.app : op.add;
        place.emplace_back(field.name, std::move(values));
    };
    const bool many = field.merge == MergeRule::Set || field.merge == MergeRule::Append;
    const auto number = [this](std::uint64_t most) {
        return static_cast<std::int64_t>(random_.below(most));
    };
    switch (field.type) {
        case FieldType::Text:
            return many ? add({short_text(field)}) : set(short_text(field));
        case FieldType::LongText: {
            std::string text = sentences(1, sentences_most);
            return many ? add({std::move(text)}) : set(std::move(text));
        }
        case FieldType::Integer:
            return set(field.name == "year" ? 2024 + number(3) : number(20));
        case FieldType::Decimal:
            return set(number(2000));
        case FieldType::Money:
            return set(number(20000) * 100);
        case FieldType::Area:
            return set(number(5000));
        case FieldType::Date:
            return set(date());
        case FieldType::Time:
            return set(time());
        case FieldType::Tri:
            return set(std::array{"yes", "no", "unknown"}[random_.below(3)]);
        case FieldType::Choice:
            return set(field.choices[random_.below(field.choices.size())].code);
        case FieldType::Choices:
            return add({field.choices[random_.below(field.choices.size())].code});
        case FieldType::Degrees:
            return set(field.name.ends_with("lat") ? 250000000 + number(90000000)
                                                   : 1020000000 + number(160000000));
        case FieldType::Metres:
            return set(3 + number(40));
        case FieldType::Reference: {
            const std::string id =
                field.ref == "household" ? households_[random_.below(households_.size())] : uuid();
            return many ? add({id}) : set(id);
        }
        case FieldType::Photos: {
            Value::List hashes;
            for (std::uint64_t left = 1 + random_.below(2); left > 0; --left)
                hashes.emplace_back(to_hex(hash()));
            return add(std::move(hashes));
        }
        case FieldType::DrawnSignature:
            return set(to_hex(hash()));
        case FieldType::IdNumber:
            return set(id_number());
        case FieldType::Phone:
            return set("1" + std::to_string(3000000000 + random_.next64() % 7000000000));
    }
}

Op SampleOps::begin(std::string_view kind) {
    const Form* form = policy_.find(kind);
    CHECK_THAT(form != nullptr);
    at_ += 20'000 + static_cast<Millis>(random_.below(1'500'000));
    Op op;
    op.rid = rid_;
    op.n = ++n_;
    op.at = at_;
    op.by = by_;
    op.scope = scope_;
    op.kind = kind;
    op.form = form->version;
    op.rec = uuid();
    return op;
}

Op SampleOps::creating(std::string_view kind, std::uint64_t percent, std::uint64_t sentences) {
    Op op = begin(kind);
    for (const Field& field : policy_.find(kind)->fields) {
        const bool wanted = field.required || random_.below(100) < percent;
        const bool rare = field.name == "remarks" && random_.below(10) != 0;
        if (wanted && is_filled(field) && !rare) fill(op, field, sentences);
    }
    return op;
}

Op SampleOps::edit(std::string_view kind) {
    Op op = begin(kind);
    op.par = {parent()};
    const std::vector<Field>& fields = policy_.find(kind)->fields;
    for (;;) {
        const Field& field = fields[random_.below(fields.size())];
        if (!is_filled(field)) continue;
        if (random_.below(12) == 0 && field.merge == MergeRule::Latest) {
            op.set.emplace_back(field.name, Value{});
        } else {
            fill(op, field, 2);
        }
        return op;
    }
}

Op SampleOps::review(std::string_view kind) {
    Op op = begin(kind);
    op.par = {parent()};
    const auto& steps = policy_.find(kind)->find(kReviewField)->choices;
    const std::string& step = steps[random_.below(steps.size())].code;
    op.rank = step == "approved" || step == "locked" || step == "returned" ? 1 : 0;
    op.set.emplace_back(std::string{kReviewField}, step);
    if (step == "returned") op.why = sentences(1, 1);
    return op;
}

Op SampleOps::annulling(std::string_view kind) {
    constexpr std::array<std::string_view, 5> kCodes = {"not_granted", "unknown_kind", "bad_field",
                                                        "bad_transition", "locked"};
    Op op = begin(kind);
    op.par = {parent()};
    op.rank = 2;
    op.annul = op.par;
    op.why = std::string{pick(random_, kCodes)} + ": " + sentences(1, 1);
    return op;
}

Op SampleOps::any() {
    // As often as in a village's year, roughly.
    constexpr std::array<std::string_view, 24> kOften = {
        "visit",    "visit",        "visit",        "visit",        "photo",     "photo",
        "photo",    "income_entry", "income_entry", "income_entry", "attendee",  "attendee",
        "attendee", "vote",         "meeting",      "member",       "member",    "member_year",
        "followup", "help_measure", "progress",     "signature",    "household", "publicity"};
    std::string_view kind = pick(random_, kOften);
    if (random_.below(5) == 0) {
        auto other = policy_.forms.begin();
        std::advance(other, static_cast<std::ptrdiff_t>(random_.below(policy_.forms.size())));
        kind = other->first;
    }
    const std::uint64_t what = random_.below(100);
    if (what < 60) return creating(kind);
    if (what < 90) return edit(kind);
    if (what < 97) return review(kind);
    return annulling(kind);
}

}  // namespace cunji::test
