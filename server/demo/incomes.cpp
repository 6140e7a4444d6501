#include "server/demo/parts.h"

#include <algorithm>

namespace cunji::demo {

namespace {

constexpr std::int64_t kUsualIncome = 980'000;     // fen a head, of those who are not registered
constexpr std::int64_t kUsualMonthWage = 240'000;  // fen, of a villager who works away

std::int64_t line_of(const World& world, int year) {
    const char* table = year <= kLastYear ? "lines" : "monitor_lines";
    return world.material.help.at(table).at(std::to_string(year)).get<std::int64_t>();
}

std::int64_t share(std::int64_t whole, std::int64_t percent) {
    return whole * percent / 100;
}

bool is_out(const Family& family, int year) {
    const bool out = family.exit_year != 0 && year >= family.exit_year;
    return out && year != family.returned_year;
}

/// Below the line until the year of exit and in that of a return, above it otherwise.
std::int64_t next_per_capita(Chance& chance, const Family& family, int year, std::int64_t before,
                             std::int64_t line) {
    std::int64_t out =
        before == 0 ? share(line, chance.between(52, 92)) : share(before, chance.between(114, 127));
    if (is_out(family, year)) return std::max(out, share(line, chance.between(106, 124)));
    return std::min(out, share(line, chance.between(84, 96)));
}

/// The members' wages of the last year, that they add up to what the household has of it.
std::int64_t pay_members(Chance& chance, Family& family, std::int64_t wages) {
    std::vector<Villager*> workers;
    for (Villager& member : family.members) {
        if (member.works() && member.lives_here(kLastYear)) workers.push_back(&member);
    }
    std::int64_t paid = 0;
    for (Villager* worker : workers) {
        const auto count = static_cast<std::int64_t>(workers.size());
        const std::int64_t part = share(wages / count, chance.between(88, 100));
        const std::int64_t months = std::clamp<std::int64_t>(part / kUsualMonthWage, 1, 11);
        worker->facts.work_months = static_cast<int>(months);
        worker->facts.month_wage = part / months / 1000 * 1000;
        paid += worker->facts.month_wage * months;
    }
    return paid;
}

Income divide(Chance& chance, Family& family, int year, std::int64_t per_capita) {
    Income income;
    income.size = family.size(year);
    const bool earns = std::any_of(
        family.members.begin(), family.members.end(),
        [](const Villager& member) { return member.works() && member.lives_here(kLastYear); });
    const std::int64_t net = per_capita * income.size + chance.between(0, 99);
    const std::int64_t wages = earns ? share(net, chance.between(44, 62)) : 0;
    income.wage = year == kLastYear ? pay_members(chance, family, wages) : wages;
    const std::int64_t farming =
        share(net, family.has_labour() ? chance.between(15, 27) : chance.between(3, 9));
    const std::int64_t cost_part = chance.between(24, 40);
    income.operating = farming * 100 / (100 - cost_part);
    income.cost = income.operating - farming;
    income.property = share(net, chance.between(2, 6));
    income.transfer = net - income.wage - farming - income.property;
    return income;
}

std::int64_t usual_per_capita(Chance& chance) {
    std::int64_t out = kUsualIncome;
    for (int i = 0; i < 6; ++i)
        out = share(out, chance.between(86, 116));
    return out;
}

void find_watched_income(const World& world, Chance& chance, Family& family) {
    for (int year = kLastYear + 1; year <= kLastWatchedYear; ++year) {
        const std::int64_t line = line_of(world, year);
        const bool cleared = year > kLastYear + 1;
        const std::int64_t percent = cleared ? chance.between(108, 126) : chance.between(78, 95);
        family.income[year] = divide(chance, family, year, share(line, percent));
    }
}

}  // namespace

void find_income(World& world, Chance& chance, Family& family) {
    if (!family.registered) {
        const bool watched = !family.monitor_class.empty();
        const std::int64_t per_capita =
            watched ? share(line_of(world, kLastYear + 1), chance.between(88, 104))
                    : usual_per_capita(chance);
        family.income[kLastYear] = divide(chance, family, kLastYear, per_capita);
    }
    std::int64_t before = 0;
    for (int year = kFirstYear; family.registered && year <= kLastYear; ++year) {
        before = next_per_capita(chance, family, year, before, line_of(world, year));
        family.income[year] = divide(chance, family, year, before);
    }
    if (!family.monitor_class.empty()) find_watched_income(world, chance, family);
}

}  // namespace cunji::demo
