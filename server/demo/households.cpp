#include "server/demo/parts.h"

namespace cunji::demo {

namespace {

constexpr int kSignatureDrawings = 3;
constexpr int kSignaturesOfVillage = 6;
constexpr std::size_t kDwellingsPhotographed = 2;

/// Who is there when the family is first written down; the others come when they come.
bool is_there_first(const Villager& member) {
    return !member.joined;
}

Json dwelling_photo(World& world, const Village& village, const Family& family, const Moment& at) {
    const Json& titles = world.material.visits.at("photos");
    Shot shot;
    shot.drawing = "house";
    shot.stage = "dwelling";
    shot.subject = "@0";
    shot.title = fill(text_at(titles, "dwelling"), {{"head", family.head().name}});
    shot.event = text_at(titles, "dwelling_event");
    shot.place_name = family.address;
    shot.photographer = village.secretary.author.by;
    shot.taken = at;
    shot.lat = family.spot.lat;
    shot.lon = family.spot.lon;
    shot.scope = village.code;
    shot.device = village.secretary.author.device;
    return world.pictures.take(shot);
}

void write_family(World& world, Chance& chance, Village& village, Family& family, const Moment& at,
                  bool with_photo) {
    std::vector<Scribe::NewRecord> group;
    Json household = household_fields(family, "@1");
    if (chance.percent(72)) {
        household["bank_name"] = world.material.places.at("bank");
        household["bank_card"] = NumberBook::bank_card(chance);
    }
    if (with_photo) household["dwelling_photos"] = Json::array({"@2"});
    group.emplace_back("household", std::move(household));
    group.emplace_back("member", member_fields(family.head(), "@0"));
    if (with_photo) group.emplace_back("photo", dwelling_photo(world, village, family, at));
    for (std::size_t i = 1; i < family.members.size(); ++i) {
        if (!is_there_first(family.members[i])) continue;
        group.emplace_back("member", member_fields(family.members[i], "@0"));
    }
    const std::vector<RecordKey> keys =
        world.scribe.add(village.secretary, village.code, std::move(group), at);
    family.id = keys.front().id;
    family.members.front().id = keys[1].id;
    std::size_t next = with_photo ? 3 : 2;
    for (std::size_t i = 1; i < family.members.size(); ++i) {
        if (is_there_first(family.members[i])) family.members[i].id = keys[next++].id;
    }
}

/// Births, marriages and deaths, each when it happened.
void write_changes(World& world, Chance& chance, Village& village, Family& family) {
    for (Villager& member : family.members) {
        if (member.joined) {
            const Moment at{after(*member.joined, chance.between(3, 20))};
            member.id = world.scribe
                            .add_one(village.secretary, village.code, "member",
                                     member_fields(member, family.id), at)
                            .id;
        }
        if (member.left) {
            const Moment at{after(*member.left, chance.between(2, 25))};
            world.scribe.change(
                village.secretary, {village.code, "member", member.id},
                {{"leave_reason", member.leave_reason}, {"left_on", date_text(*member.left)}}, at);
        }
    }
}

}  // namespace

Json member_fields(const Villager& villager, const std::string& household) {
    Json out = {{"household", household},
                {"name", villager.name},
                {"relation", villager.relation},
                {"id_type", villager.id_type}};
    if (villager.id_type == "id") {
        out["id_no"] = villager.id_no;
    } else {
        out["birth_cert_no"] = "Z99" + villager.id_no.substr(10, 7);
    }
    out["birth"] = date_text(villager.birth);
    out["sex"] = villager.male ? "1" : "2";
    out["ethnic"] = villager.ethnic;
    out["marital"] = villager.marital;
    out["political"] = villager.political;
    if (!villager.disability_cert.empty()) out["disability_cert"] = villager.disability_cert;
    if (!villager.join_reason.empty()) {
        out["join_reason"] = villager.join_reason;
        out["joined_on"] = date_text(*villager.joined);
    }
    return out;
}

Json household_fields(const Family& family, const std::string& head_reference) {
    return {{"household_no", family.number},   {"group_name", family.group},
            {"head_name", family.head().name}, {"head_member", head_reference},
            {"address", family.address},       {"geo_lat", family.spot.lat},
            {"geo_lon", family.spot.lon},      {"geo_acc", 10},
            {"phone", family.phone},           {"is_relocated", family.relocated ? "yes" : "no"}};
}

void write_households(World& world, Village& village) {
    Chance chance = world.chance.stream("households " + village.code);
    const std::string& device = village.secretary.author.device;
    for (int i = 0; i < kSignaturesOfVillage; ++i) {
        village.signatures.push_back(
            world.pictures.sign(i % kSignatureDrawings + 1, village.code, device, {kBegin}));
    }
    std::size_t photographed = 0;
    for (Family& family : village.families) {
        family.signature = chance.pick(village.signatures);
        const Day first = family.registered ? day(2016, 2, 15) : day(2016, 5, 4);
        const Moment at{after(first, chance.between(0, 60)),
                        static_cast<int>(chance.between(8 * 60, 18 * 60))};
        const bool with_photo = family.registered && photographed < kDwellingsPhotographed;
        if (with_photo) ++photographed;
        write_family(world, chance, village, family, at, with_photo);
        write_changes(world, chance, village, family);
    }
}

}  // namespace cunji::demo
