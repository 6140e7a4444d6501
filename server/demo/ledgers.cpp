#include "server/demo/parts.h"

#include <array>

namespace cunji::demo {

namespace {

constexpr std::size_t kLedgersOfVillage = 4;

/// How a yearly amount comes in: in which months, as what.
struct Flow {
    std::string category;
    std::vector<unsigned> months;
};

/// The account book of one household for the last year, to the last fen of its yearly sheet.
class Ledger {
public:
    Ledger(World& world, Chance& chance, const Village& village, const Family& family)
        : world_(world), chance_(chance), village_(village), family_(family) {}

    void write() {
        const Income& income = family_.income.at(kLastYear);
        write_wages(income.wage);
        pour({"op_crop", {9, 10, 11}}, income.operating * 6 / 10, "op");
        pour({"op_livestock", {1, 12}}, income.operating - income.operating * 6 / 10, "op");
        pour({"prop_dividend", {12}}, income.property, "prop");
        write_transfers(income.transfer);
        pour({"cost_crop", {3, 4, 7}}, income.cost * 7 / 10, "cost");
        pour({"cost_livestock", {2, 8}}, income.cost - income.cost * 7 / 10, "cost");
    }

private:
    void write_wages(std::int64_t all) {
        for (const Villager& member : family_.members) {
            if (!member.works() || !member.lives_here(kLastYear)) continue;
            const std::int64_t year = member.facts.month_wage * member.facts.work_months;
            pour({"wage_" + member.facts.work_area, {1, 5, 9}}, year, "wage", member.id);
            all -= year;
        }
        pour({"wage_town", {6}}, all, "wage");
    }

    void write_transfers(std::int64_t all) {
        std::int64_t part = 0;
        if (family_.poverty_class == "dibao" || family_.poverty_class == "tekun") {
            part = all * 6 / 10;
            pour({"tr_civil", {3, 6, 9, 12}}, part, "tr");
        }
        const std::int64_t farm = (all - part) * 3 / 10;
        pour({"tr_agri", {4}}, farm, "tr");
        const bool old = family_.head().age() >= 60;
        pour({old ? "tr_pension" : "tr_poverty", {2, 6, 10}}, all - part - farm, "tr");
    }

    /// Divides the amount over the months, uneven as life is.
    void pour(const Flow& flow, std::int64_t amount, const char* evidence,
              const std::string& member = {}) {
        std::int64_t left = amount;
        for (std::size_t i = 0; i < flow.months.size() && left != 0; ++i) {
            const auto rest = static_cast<std::int64_t>(flow.months.size() - i);
            const std::int64_t part =
                rest == 1 ? left : left / rest * chance_.between(80, 120) / 100;
            left -= part;
            if (part == 0) continue;
            const Day on = after(day(kLastYear, flow.months[i], 3), chance_.between(0, 22));
            Json fields = {{"household", family_.id},
                           {"entry_on", date_text(on)},
                           {"category", flow.category},
                           {"amount", part}};
            if (!member.empty()) fields["member"] = member;
            fields["evidence"] = chance_.word(world_.material.help.at("evidence").at(evidence));
            world_.scribe.add_one(village_.secretary, village_.code, "income_entry",
                                  std::move(fields), {after(on, 2), 19 * 60});
        }
    }

    World& world_;
    Chance& chance_;
    const Village& village_;
    const Family& family_;
};

}  // namespace

void write_ledgers(World& world, Village& village) {
    Chance chance = world.chance.stream("ledgers " + village.code);
    std::size_t written = 0;
    for (Family& family : village.families) {
        if (!family.registered || written == kLedgersOfVillage) continue;
        Ledger{world, chance, village, family}.write();
        family.has_ledger = true;
        ++written;
    }
}

}  // namespace cunji::demo
