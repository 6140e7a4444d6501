#include "server/demo/errors.h"
#include "shared/base/check.h"

#include <algorithm>

namespace cunji::demo {

namespace {

bool is_done(const Project& project) {
    return project.end.has_value();
}

bool is_approved(const Project& project) {
    return project.step != "pool" && project.step != "guide";
}

}  // namespace

std::optional<Planter::ProjectTarget> Planter::project(
    const std::function<bool(const Project&)>& fits) {
    std::vector<Village>& villages = world_.county.villages;
    for (std::size_t tried = 0; tried < villages.size(); ++tried) {
        Village& village = villages[next_village_++ % villages.size()];
        for (Project& project : village.projects) {
            if (project.used || project.late || !fits(project)) continue;
            project.used = true;
            return ProjectTarget{&village, &project};
        }
    }
    return std::nullopt;
}

void Planter::break_project(const char* rule, const ProjectTarget& target, Json fields) {
    break_as(rule, world_.town_of(*target.village).reviewer, target.project->key,
             std::move(fields));
}

void Planter::projects() {
    pictures();
    money_and_time();
    papers();
    for (const Village& village : world_.county.villages) {
        for (const Project& project : village.projects) {
            if (project.late) note("R072", project.key);
        }
    }
}

void Planter::money_and_time() {
    const auto total = [](const Project& project) { return project.wan * 1'000'000; };
    if (const auto at = project(is_approved)) {
        break_project("R066", *at, {{"total", total(*at->project) + 2'000'000}});
    }
    if (const auto at = project(is_approved)) {
        break_project("R067", *at, {{"end_plan", date_text(after(at->project->start_plan, 430))}});
    }
    if (const auto at = project(is_done)) {
        break_project("R077", *at,
                      {{"changed_on", date_text(after(at->project->pooled, 220))},
                       {"change_note", world_.material.projects.at("change_note")}});
    }
}

void Planter::papers() {
    if (const auto at = project(is_approved)) {
        break_project("R063", *at, {{"pooled_on", nullptr}, {"pool_no", nullptr}});
    }
    if (const auto at =
            project([](const Project& project) { return project.photos.contains("document"); })) {
        break_project("R065", *at, {{"application_photos", Json::array()}});
    }
    if (const auto at = project(is_approved)) {
        const Project& first = *at->project;
        const std::int64_t total = first.wan * 1'000'000;
        const Json fields = {
            {"name", fill(text_at(world_.material.errors, "second_phase"), {{"name", first.name}})},
            {"category", "infrastructure"},
            {"step", "pool"},
            {"pooled_on", date_text(after(first.pooled, 40))},
            {"owner_org", text_at(world_.material.projects.at("owner_orgs"), "infrastructure")},
            {"impl_org", first.impl_org},
            {"legal_person", world_.names.staff_name(chance_, true)},
            {"content", first.content},
            {"place", at->village->name},
            {"start_plan", date_text(first.start_plan)},
            {"end_plan", date_text(first.end_plan)},
            {"fund_kind", "development"},
            {"total", total},
            {"fund_county", total}};
        note("R064", world_.scribe.add_one(world_.town_of(*at->village).reviewer, at->village->code,
                                           "project", fields, {after(first.pooled, 40)}));
    }
}

void Planter::pictures() {
    const auto change_photo = [&](const ProjectTarget& at, const std::string& stage,
                                  const Json& fields) {
        world_.scribe.change(at.village->secretary,
                             {at.village->code, "photo", at.project->photos.at(stage)}, fields,
                             {day(2020, 12, 29)});
    };
    if (const auto at = project(is_done)) {
        change_photo(*at, "before", {{"stage", "during"}});
        note("R068", at->project->key);
    }
    if (const auto at = project(is_done)) {
        change_photo(*at, "before",
                     {{"taken_at", time_text({after(*at->project->start, 20), 11 * 60})}});
        note("R068", at->project->key);
    }
    if (const auto at =
            project([](const Project& project) { return project.photos.contains("signboard"); })) {
        change_photo(*at, "signboard", {{"stage", "inspection"}});
        note("R071", at->project->key);
    }
    if (const auto at = project(is_done)) {
        change_photo(*at, "after", {{"edited", "yes"}, {"taken_at", nullptr}});
        note("R070", {at->village->code, "photo", at->project->photos.at("after")});
    }
    // The picture of one project is shown as that of another in the same village.
    for (Village& village : world_.county.villages) {
        std::vector<Project*> photographed;
        for (Project& project : village.projects) {
            if (!project.used && project.photos.contains("during"))
                photographed.push_back(&project);
        }
        if (photographed.size() < 2) continue;
        const TypedTable* table = world_.store.table("photo");
        const auto values =
            table->read(world_.store.db(), photographed[0]->photos.at("during"), village.code);
        CHECK_THAT(values.has_value());
        Json same = Json::object();
        for (const char* field : {"sha256", "thumb_sha256", "preview_sha256", "phash"})
            same[field] = *values->at(field).text();
        same["bytes"] = *values->at("bytes").integer();
        photographed[0]->used = photographed[1]->used = true;
        change_photo({&village, photographed[1]}, "during", same);
        return note("R069", {village.code, "photo", photographed[1]->photos.at("during")});
    }
}

}  // namespace cunji::demo
