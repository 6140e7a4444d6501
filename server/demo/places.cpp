#include "server/demo/parts.h"

#include <algorithm>

namespace cunji::demo {

namespace {

// An invented grid in the open ocean: no village stands there.
constexpr std::int64_t kVillageLat = 600'000;
constexpr std::int64_t kVillageLon = 700'000;
constexpr std::int64_t kVillagesAcross = 6;
constexpr std::int64_t kGroupsMin = 4;
constexpr std::int64_t kGroupsMax = 9;

Village make_village(World& world, const Json& json, std::size_t township, std::size_t place) {
    Chance chance = world.chance.stream("village " + std::to_string(place));
    Village village;
    village.code = text_at(json, "code");
    village.name = text_at(json, "name");
    village.ethnic = text_at(json, "ethnic");
    village.poor = json.at("poor").get<bool>();
    village.deep_poor = json.value("deep_poor", false);
    village.township = township;
    village.place = place;
    std::vector<std::string> names = world.material.places.at("groups");
    chance.shuffle(names);
    names.resize(static_cast<std::size_t>(chance.between(kGroupsMin, kGroupsMax)));
    village.groups = names;
    const Json& corner = world.material.places.at("corner");
    const auto index = static_cast<std::int64_t>(place);
    village.spot.lat = corner.at("lat").get<std::int64_t>() + index / kVillagesAcross * kVillageLat;
    village.spot.lon = corner.at("lon").get<std::int64_t>() + index % kVillagesAcross * kVillageLon;
    return village;
}

Json region(const std::string& code, const std::string& name, const char* level,
            const std::string& hotline) {
    Json fields = {{"code", code}, {"name", name}, {"level", level}};
    if (!hotline.empty()) fields["hotline"] = hotline;
    fields["valid_from"] = "2010-01-01";
    return fields;
}

const char* yes_no(bool value) {
    return value ? "yes" : "no";
}

}  // namespace

void lay_out_county(World& world, std::size_t villages) {
    const Json& county = world.material.places.at("county");
    world.county.code = text_at(county, "code");
    world.county.name = text_at(county, "name");
    world.county.hotline = text_at(county, "hotline");
    for (const Json& json : world.material.places.at("townships")) {
        if (world.county.villages.size() >= villages) break;
        Township& township = world.county.townships.emplace_back();
        township.code = text_at(json, "code");
        township.name = text_at(json, "name");
        for (const Json& village : json.at("villages")) {
            const std::size_t place = world.county.villages.size();
            if (place >= villages) break;
            world.county.villages.push_back(
                make_village(world, village, world.county.townships.size() - 1, place));
        }
    }
}

void write_places(World& world) {
    County& county = world.county;
    const Moment at{after(kBegin, 1)};
    const auto write = [&](Json fields) {
        return world.scribe.add_one(county.merger, county.code, "region", std::move(fields), at).id;
    };
    county.region = write(region(county.code, county.name, "county", county.hotline));
    const Json& townships = world.material.places.at("townships");
    for (std::size_t i = 0; i < county.townships.size(); ++i) {
        Township& township = county.townships[i];
        Json fields = region(township.code, township.name, "township", world.numbers.phone());
        fields["parent"] = county.region;
        fields["deep_poor"] = yes_no(townships.at(i).at("deep_poor").get<bool>());
        township.region = write(std::move(fields));
    }
    for (const Village& village : county.villages) {
        Json fields = region(village.code, village.name, "village", world.numbers.phone());
        fields["parent"] = world.town_of(village).region;
        fields["type"] = village.poor ? "poor_village" : "non_poor_village";
        fields["deep_poor"] = yes_no(village.deep_poor);
        const std::string parent = write(std::move(fields));
        for (std::size_t i = 0; i < village.groups.size(); ++i) {
            Json group =
                region(village.code + "0" + std::to_string(i + 1), village.groups[i], "group", {});
            group["parent"] = parent;
            write(std::move(group));
        }
    }
}

Spot near(Chance& chance, const Spot& spot, std::int64_t units) {
    return {spot.lat + chance.between(-units, units), spot.lon + chance.between(-units, units)};
}

std::string crop_of(World& world, Chance& chance) {
    return chance.word(world.material.visits.at("crops"));
}

Json texts_json(const std::vector<std::string>& list) {
    Json out = Json::array();
    for (const std::string& text : list)
        out.push_back(text);
    return out;
}

}  // namespace cunji::demo
