// Each way of tampering with an exported audit log, a thousand times: found with nothing but public
// keys, also when whoever did it has worked out all hashes again.

#include "server/audit_file.h"

#include "shared/store/audit_receipts.h"
#include "shared/store/certificates.h"
#include "tests/sync/two_phones.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <sstream>

namespace cunji::test {

namespace {

constexpr int kTrials = 1'000;
constexpr int kRows = 24;
constexpr Millis kMinute = Millis{60} * 1000;
constexpr Millis kDay = Millis{24} * 3600 * 1000;

/// An exported log, line by line.
struct File {
    std::vector<std::string> lines;

    [[nodiscard]] AuditFindings check(const AuditProof& proof = {}) const {
        std::stringstream text;
        for (const std::string& line : lines)
            text << line << '\n';
        return verify_audit(text, proof);
    }

    [[nodiscard]] Json at(std::size_t line) const { return *parse_json(lines.at(line)); }

    /// Lines with this member.
    [[nodiscard]] std::vector<std::size_t> with(const char* member) const {
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (at(i).contains(member)) out.push_back(i);
        }
        return out;
    }

    /// What everybody can do who has no key: the hashes of all rows from here on, and with
    /// `numbers` their places too.
    void chain_again(bool numbers) {
        Hash h{};
        std::int64_t seq = 0;
        for (std::string& line : lines) {
            Json json = *parse_json(line);
            if (!json.contains("row")) continue;
            std::string bytes{text_of(json, "row")};
            if (numbers) {
                Json row = *parse_json(bytes);
                row["seq"] = ++seq;
                bytes = write_json(row);
                json["row"] = bytes;
            }
            h = chain(h, bytes);
            json["h"] = to_hex(h);
            line = write_json(json);
        }
    }
};

/// A county with a history, and its exported log.
struct Log : TwoPhones {
    AuditHead head;
    File file;

    Log() {
        for (int i = 0; i < kRows; ++i) {
            clock.pass(3 * kMinute);
            add_row(i);
            if (i % 8 == 0) sync_both();
        }
        sync_both();
        file = exported();
    }

    void add_row(int i) {
        county.write([&](const Store& store) {
            record_event(store,
                         {AuditVerb::Trace,
                          "01930a00-0000-7000-8000-000000000001",
                          {},
                          std::to_string(i),
                          kVillage,
                          Json{{"ops", i}}},
                         clock.now());
        });
    }

    void sync_both() {
        for (int round = 0; round < 2; ++round) {
            ann.must_sync();
            bo.must_sync();
        }
    }

    File exported() {
        std::stringstream text;
        county.write([&](const Store& store) {
            make_checkpoint(store, clock.now());
            head = export_audit(store, text);
            CHECK(head.h == audit_head(store).h);
        });
        File out;
        for (std::string line; std::getline(text, line);)
            out.lines.push_back(line);
        return out;
    }

    [[nodiscard]] AuditProof known_head() const { return {.heads = {head}}; }

    [[nodiscard]] AuditProof receipt_of(Phone& phone) const {
        const auto held = held_checkpoint(phone.store(), county.identity().node);
        REQUIRE(held.has_value());
        return {.receipts = {{*county_key(phone.store()), held->content}}};
    }
};

/// Tampers with a copy a thousand times; each must be found.
void try_all(const Log& log, const AuditProof& proof,
             const std::function<void(File&, SeededRandom&)>& tamper) {
    int missed = 0;
    for (int trial = 0; trial < kTrials; ++trial) {
        SeededRandom random{static_cast<std::uint64_t>(trial)};
        File file = log.file;
        tamper(file, random);
        REQUIRE(file.lines != log.file.lines);
        if (file.check(proof).problems.empty()) ++missed;
    }
    CHECK(missed == 0);
}

template <typename List>
auto one_of(const List& list, SeededRandom& random) {
    return list.at(static_cast<std::size_t>(random.below(list.size())));
}

/// Another value in one of the row's members.
std::string edited(const std::string& line, SeededRandom& random) {
    Json json = *parse_json(line);
    Json row = *parse_json(text_of(json, "row"));
    switch (random.below(4)) {
        case 0:
            row["at"] = row["at"].get<std::int64_t>() + 1 +
                        static_cast<std::int64_t>(random.below(100'000));
            break;
        case 1:
            row["who"] = to_hex64(random.next64());
            break;
        case 2:
            row["what"] = to_hex64(random.next64());
            break;
        default:
            row["detail"] = Json{{"ops", random.below(1'000'000) + 100}};
            break;
    }
    json["row"] = write_json(row);
    return write_json(json);
}

}  // namespace

TEST_CASE("audit file: an untouched log is whole, with all that is known of it") {
    Log log;
    const AuditFindings found = log.file.check();
    for (const Message& problem : found.problems)
        FAIL_CHECK(problem.key);
    CHECK(found.first == 1);
    CHECK(found.last == log.head.seq);
    CHECK(found.head == log.head.h);
    CHECK(found.checkpoints > 4);
    CHECK(found.countersignatures >= 2);
    CHECK(log.file.check(log.known_head()).problems.empty());
    CHECK(log.file.check(log.receipt_of(log.ann)).problems.empty());
    CHECK(log.file.check(log.receipt_of(log.bo)).problems.empty());
    CHECK(log.file.check({.county_key = log.county.identity().keys.public_key}).problems.empty());
}

TEST_CASE("audit file: what came after the newest checkpoint waits for the next") {
    Log log;
    log.add_row(1);
    std::stringstream text;
    CHECK(export_audit(log.county.reader(), text).seq == log.head.seq);
    CHECK(verify_audit(text, log.known_head()).problems.empty());
}

TEST_CASE("audit file: an edited row") {
    const Log log;
    const auto rows = log.file.with("row");
    try_all(log, {}, [&](File& file, SeededRandom& random) {
        std::string& line = file.lines[one_of(rows, random)];
        line = edited(line, random);
        if (random.below(2) == 0) file.chain_again(false);
    });
}

TEST_CASE("audit file: a row taken out") {
    const Log log;
    const auto rows = log.file.with("row");
    try_all(log, {}, [&](File& file, SeededRandom& random) {
        file.lines.erase(file.lines.begin() + static_cast<std::ptrdiff_t>(one_of(rows, random)));
        const auto skill = random.below(3);
        if (skill > 0) file.chain_again(skill == 2);
    });
}

TEST_CASE("audit file: a forged row put in") {
    const Log log;
    const auto rows = log.file.with("row");
    try_all(log, {}, [&](File& file, SeededRandom& random) {
        const std::size_t place = one_of(rows, random) + random.below(2);
        const std::string forged = edited(file.lines[one_of(rows, random)], random);
        file.lines.insert(file.lines.begin() + static_cast<std::ptrdiff_t>(place), forged);
        const auto skill = random.below(3);
        if (skill > 0) file.chain_again(skill == 2);
    });
}

TEST_CASE("audit file: two rows swapped") {
    const Log log;
    const auto rows = log.file.with("row");
    try_all(log, {}, [&](File& file, SeededRandom& random) {
        const std::size_t first = one_of(rows, random);
        std::size_t second = first;
        while (second == first)
            second = one_of(rows, random);
        std::swap(file.lines[first], file.lines[second]);
        const auto skill = random.below(3);
        if (skill > 0) file.chain_again(skill == 2);
    });
}

TEST_CASE("audit file: the end cut off is found with a head noted down or a device's receipt") {
    Log log;
    // Where nothing else is known, a file that ends at a checkpoint is an older one.
    File older = log.file;
    const auto checkpoints = log.file.with("checkpoint");
    older.lines.resize(checkpoints.at(checkpoints.size() - 2) + 1);
    CHECK(older.check().problems.empty());

    const auto rows = log.file.with("row");
    for (const AuditProof& proof : {log.known_head(), log.receipt_of(log.ann)}) {
        const std::int64_t known = proof.heads.empty()
                                       ? decode_checkpoint(proof.receipts[0].checkpoint.bytes)->seq
                                       : proof.heads[0].seq;
        REQUIRE(known > 1);
        const std::size_t last = rows.at(static_cast<std::size_t>(known - 1));
        try_all(log, proof, [&](File& file, SeededRandom& random) {
            if (random.below(2) == 0) {  // at a place that the county has signed
                std::vector<std::size_t> places;
                for (const std::size_t place : checkpoints) {
                    if (place < last) places.push_back(place);
                }
                return file.lines.resize(one_of(places, random) + 1);
            }
            file.lines.resize(1 + random.below(last));
        });
    }
}

TEST_CASE("audit file: the beginning cut off") {
    const Log log;
    const auto rows = log.file.with("row");
    const auto checkpoints = log.file.with("checkpoint");
    const auto first_line = static_cast<std::ptrdiff_t>(rows.front());
    try_all(log, {}, [&](File& file, SeededRandom& random) {
        const std::uint64_t skill = random.below(4);
        // The most skilful leave a place that the county has signed as the new beginning.
        const std::size_t cut = skill == 3 ? one_of(checkpoints, random) : one_of(rows, random);
        std::int64_t gone = 0;
        for (const std::size_t row : rows)
            gone += row <= cut ? 1 : 0;
        const auto end = static_cast<std::ptrdiff_t>(skill == 3 ? cut : cut + 1);
        file.lines.erase(file.lines.begin() + first_line, file.lines.begin() + end);
        if (skill > 0) {
            Json header = file.at(0);
            header["first"] = skill == 2 ? 1 : gone + 1;
            file.lines[0] = write_json(header);
        }
        if (skill == 2) file.chain_again(true);
    });
}

TEST_CASE("audit file: a checkpoint or a signature replaced") {
    const Log log;
    const auto checkpoints = log.file.with("checkpoint");
    const auto countersignatures = log.file.with("countersignature");
    const KeyPair other = key_pair_from_seed(Hash{7});
    try_all(log, {}, [&](File& file, SeededRandom& random) {
        const bool counter = random.below(4) == 0;
        const char* name = counter ? "countersignature" : "checkpoint";
        const std::size_t place = one_of(counter ? countersignatures : checkpoints, random);
        Json json = file.at(place);
        Json& pair = json[name];
        const std::string bytes{pair[0].get<std::string>()};
        switch (random.below(4)) {
            case 0: {  // a bit of the signature
                std::string raw = *from_base64(pair[1].get<std::string>());
                char& byte = raw[random.below(raw.size())];
                byte = static_cast<char>(byte ^ (1 << random.below(8)));
                pair[1] = to_base64(bytes_of(raw));
                break;
            }
            case 1:  // another key
                pair[1] = to_base64(sign(other, checkpoint_text(bytes)));
                break;
            case 2: {  // another's signature
                const auto& places = counter ? checkpoints : countersignatures;
                const Json donor = file.at(one_of(places, random));
                pair[1] = donor.at(counter ? "checkpoint" : "countersignature").at(1);
                break;
            }
            default: {  // other content
                std::string changed = bytes;
                char& byte = changed[random.below(changed.size())];
                byte = static_cast<char>(byte ^ 1);
                pair[0] = changed;
                break;
            }
        }
        file.lines[place] = write_json(json);
    });
}

TEST_CASE("audit file: a log written anew under another key is found with the county's") {
    Log log;
    const KeyPair other = key_pair_from_seed(Hash{9});
    File forged;
    Hash h{};
    for (std::size_t i = 0; i < log.file.lines.size(); ++i) {
        Json json = log.file.at(i);
        if (json.contains("cunji_audit")) json["county_key"] = to_hex(other.public_key);
        if (json.contains("certificate") || json.contains("countersignature")) continue;
        if (json.contains("row")) h = *array_from_hex<32>(text_of(json, "h"));
        if (json.contains("checkpoint")) {
            json["checkpoint"][1] = to_base64(
                sign(other, checkpoint_text(json["checkpoint"][0].get_ref<const std::string&>())));
        }
        forged.lines.push_back(write_json(json));
    }
    CHECK(forged.check().problems.empty());
    CHECK_FALSE(
        forged.check({.county_key = log.county.identity().keys.public_key}).problems.empty());
    CHECK_FALSE(forged.check(log.receipt_of(log.ann)).problems.empty());
}

TEST_CASE("audit file: a pruned log still verifies, and nobody can prune it further by hand") {
    Log log;
    log.clock.pass(10 * 366 * kDay);
    for (int i = 0; i < kRows; ++i) {
        log.clock.pass(3 * kMinute);
        log.add_row(i);
    }
    const AuditHead old_head = log.head;
    std::int64_t gone = 0;
    log.county.write([&](const Store& store) {
        gone = prune_audit(store, "uid:0", log.clock.now() - kAuditDaysMin * kDay, log.clock.now());
    });
    CHECK(gone == old_head.seq);
    log.file = log.exported();
    const AuditFindings found = log.file.check(log.known_head());
    for (const Message& problem : found.problems)
        FAIL_CHECK(problem.key);
    CHECK(found.first == old_head.seq + 1);
    CHECK(found.last == old_head.seq + kRows + 1);
    CHECK(log.file.check({.heads = {old_head}}).problems.empty());  // where the cut is
    CHECK_FALSE(log.file.check({.heads = {{old_head.seq, Hash{1}}}}).problems.empty());
    CHECK(log.file.check({.heads = {{1, Hash{1}}}}).not_compared == 1);

    File more = log.file;
    const auto rows = more.with("row");
    more.lines.erase(more.lines.begin() + static_cast<std::ptrdiff_t>(rows[0]),
                     more.lines.begin() + static_cast<std::ptrdiff_t>(rows[3]));
    CHECK_FALSE(more.check().problems.empty());
    // What is left can be pruned no further, and the log goes on.
    CHECK_THROWS_AS(
        log.county.write([](const Store& store) { store.db().exec("DELETE FROM audit"); }),
        DbError);
    log.add_row(1);
    log.file = log.exported();
    CHECK(log.file.check().problems.empty());
}

TEST_CASE("audit file: what is no audit log is said to be none") {
    CHECK(File{}.check().problems.front().key == "audit_file.header");
    CHECK(File{{"{}"}}.check().problems.front().key == "audit_file.header");
    CHECK(File{{"not JSON"}}.check().problems.front().key == "audit_file.line");
    Log log;
    log.file.lines.emplace_back("{\"more\":1}");
    CHECK(log.file.check().problems.front().key == "audit_file.line");
    log.file.lines.back() = std::string(kAuditLineMax + 1, ' ');
    CHECK(log.file.check().problems.front().key == "audit_file.line");
}

}  // namespace cunji::test
