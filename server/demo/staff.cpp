#include "server/access.h"
#include "server/demo/parts.h"
#include "shared/base/check.h"

namespace cunji::demo {

namespace {

constexpr std::size_t kHelpersOfTownship = 24;
constexpr std::size_t kCadres = 3;
constexpr std::size_t kTeamMembers = 2;
constexpr std::size_t kWrongClockVillage = 1;
constexpr Millis kWrongClock = Millis{3} * 24 * 60 * 60 * 1000;

class Appointing {
public:
    explicit Appointing(World& world)
        : world_(world),
          chance_(world.chance.stream("staff")),
          posts_(world.material.help.at("staff_posts")),
          orgs_(world.material.help.at("staff_orgs")),
          at_{kBegin} {}

    void run() {
        appoint_merger();
        for (Township& township : world_.county.townships)
            appoint_township(township);
        for (Village& village : world_.county.villages)
            appoint_village(village);
        appoint_auditor();
    }

private:
    struct Post {
        std::string role;
        std::string org;
        std::string org_type;
        std::string post;
    };

    Json person(const std::string& name, bool male, const Post& post) {
        return {{"name", name},
                {"sex", male ? "1" : "2"},
                {"phone", world_.numbers.phone()},
                {"political", chance_.percent(70) ? "01" : "13"},
                {"org", post.org},
                {"org_type", post.org_type},
                {"post", post.post},
                {"role", post.role}};
    }

    /// Returns the record's id; a person who signs in has the same id there.
    std::string record(const std::string& name, bool male, const Post& post) {
        const County& county = world_.county;
        return world_.scribe
            .add_one(county.merger, county.code, "person", person(name, male, post), at_)
            .id;
    }

    std::string record(const Post& post) {
        const bool male = chance_.percent(64);
        return record(world_.names.staff_name(chance_, male), male, post);
    }

    [[nodiscard]] std::vector<std::string> scopes_of(std::size_t township) const {
        std::vector<std::string> out{world_.county.code, world_.county.townships[township].code};
        for (const Village& village : world_.county.villages) {
            if (village.township == township) out.push_back(village.code);
        }
        return out;
    }

    [[nodiscard]] std::vector<std::string> all_scopes() const {
        std::vector<std::string> out{world_.county.code};
        for (const Township& township : world_.county.townships)
            out.push_back(township.code);
        for (const Village& village : world_.county.villages)
            out.push_back(village.code);
        return out;
    }

    void open_account(const Account& account, const std::vector<std::string>& scopes) {
        put_account(world_.store, account);
        for (const std::string& scope : scopes)
            grant(world_.store, account.id, scope, millis_of(at_));
    }

    Clerk equip(const Account& account, const std::vector<std::string>& scopes) {
        open_account(account, scopes);
        Hash device_seed{};
        Hash person_seed{};
        chance_.random().fill(device_seed);
        chance_.random().fill(person_seed);
        const KeyPair keys = key_pair_from_seed(device_seed);
        const Millis now = millis_of(at_);
        EnrolRequest request;
        request.code =
            make_enrol_code(world_.store, account.id, scopes.front(), now, chance_.random()).code;
        request.device_key = keys.public_key;
        request.person_key = key_pair_from_seed(person_seed).public_key;
        request.signature = sign(keys, enrol_text(request));
        const Result<EnrolAnswer, EnrolProblem> answer =
            admit_device(world_.store, read_identity(world_.store), request, now, chance_.random());
        CHECK_THAT(answer.ok());
        return {account.name, {account.id, answer->device, powers_of(account.role), keys}, 0};
    }

    void appoint_merger() {
        const std::string name = world_.names.staff_name(chance_, true);
        // He is the first to write, so his account comes before his record.
        const Account account{world_.scribe.next_id(at_), name, "county_merger", false};
        world_.county.merger = equip(account, all_scopes());
        const std::string id = record(name, true,
                                      {"county_merger", text_at(orgs_, "county"), "poverty_office",
                                       chance_.word(posts_.at("county"))});
        CHECK_THAT(id == account.id);
    }

    void appoint_township(Township& township) {
        const std::string org = fill(text_at(orgs_, "township"), {{"town", township.name}});
        const bool male = chance_.percent(60);
        const std::string name = world_.names.staff_name(chance_, male);
        const std::string id =
            record(name, male,
                   {"township_reviewer", org, "township", chance_.word(posts_.at("township"))});
        const auto place = static_cast<std::size_t>(&township - world_.county.townships.data());
        township.reviewer = equip({id, name, "township_reviewer", false}, scopes_of(place));
        township.contact =
            record({"contact_leader", org, "township", chance_.word(posts_.at("contact"))});
        for (std::size_t i = 0; i < kHelpersOfTownship; ++i) {
            township.helpers.push_back(
                record({"helper", chance_.word(world_.material.places.at("helping_orgs")),
                        "helping_org", chance_.word(posts_.at("helper"))}));
        }
    }

    void appoint_village(Village& village) {
        const std::string from = chance_.word(world_.material.places.at("helping_orgs"));
        const bool male = chance_.percent(75);
        const std::string name = world_.names.staff_name(chance_, male);
        const std::string id =
            record(name, male,
                   {"first_secretary", from, "helping_org", chance_.word(posts_.at("helper"))});
        village.secretary =
            equip({id, name, "first_secretary", false}, {village.code, world_.county.code});
        if (village.place == kWrongClockVillage) set_wrong(village.secretary);
        for (std::size_t i = 0; i < kTeamMembers; ++i)
            record({"team_member", from, "helping_org", chance_.word(posts_.at("team"))});
        const std::string org = fill(text_at(orgs_, "village"), {{"village", village.name}});
        for (std::size_t i = 0; i < kCadres; ++i) {
            village.cadres.push_back(record(
                {"village_cadre", org, "village", posts_.at("village").at(i).get<std::string>()}));
        }
    }

    /// A device whose clock somebody set wrong, as the server noticed when it last said hello.
    void set_wrong(Clerk& clerk) {
        clerk.clock_ahead = kWrongClock;
        const std::string& device = clerk.author.device;
        world_.store.db().run("UPDATE device SET clock_ahead = ?2 WHERE id = ?1",
                              std::string_view{device}, kWrongClock);
        world_.planted.push_back({"R090", {world_.county.code, "device", device}});
    }

    void appoint_auditor() {
        const std::string name = world_.names.staff_name(chance_, false);
        const std::string id = record(
            name, false,
            {"auditor_ro", text_at(orgs_, "audit"), "dept", chance_.word(posts_.at("audit"))});
        open_account({id, name, "auditor_ro", false}, all_scopes());
        world_.county.auditor = id;
    }

    World& world_;
    Chance chance_;
    const Json& posts_;
    const Json& orgs_;
    Moment at_;
};

}  // namespace

void appoint_staff(World& world) {
    Appointing{world}.run();
}

}  // namespace cunji::demo
