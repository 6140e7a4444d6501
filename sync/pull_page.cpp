#include "sync/pull_page.h"

#include "shared/store/certificates.h"
#include "shared/store/cursors.h"
#include "shared/store/lines.h"
#include "shared/store/op_writer.h"
#include "shared/store/receipts.h"

namespace cunji {

namespace {

constexpr std::string_view kPutPerson = R"sql(
INSERT INTO known_person (id, name, role) VALUES (?1, ?2, '')
ON CONFLICT (id) DO UPDATE SET name = excluded.name)sql";

void take_lines(const Store& store, const Enrolment& enrolment, const PullAnswer& page) {
    for (const PulledLine& pulled : page.lines) {
        const std::optional<Announcement> said =
            read_announcement(pulled.announce.bytes, pulled.announce.signature);
        if (!said) continue;
        Line line;
        line.announcement = *said;
        line.county = verify_announcement(*said, enrolment.county_key);
        line.mine = false;
        line.announced = true;
        insert_line(store.db(), line);
        if (!pulled.name.empty()) {
            store.db().run(kPutPerson, std::string_view{said->by}, std::string_view{pulled.name});
        }
    }
}

/// Own ops that an annulment of the county names.
std::int64_t give_back_own(const Store& store, const Op& annulment, Millis now) {
    std::int64_t count = 0;
    for (const OpId& id : annulment.annul) {
        const std::optional<Line> line = find_line(store.db(), id.rid);
        if (!line || !line->mine) continue;
        give_back(store, id, annulment.why, now);
        ++count;
    }
    return count;
}

}  // namespace

PageOutcome take_page(const Store& store, const Enrolment& enrolment, const PullAnswer& page,
                      Millis now) {
    PageOutcome outcome;
    Transaction transaction{store.db()};
    take_lines(store, enrolment, page);
    for (const Signed& certificate : page.certificates)
        keep_certificate(store, certificate);
    OpWriter writer{store, false, now};
    Hash before{};  // h of the text line before
    for (const PullAnswer::PulledOp& pulled : page.ops) {
        Result<Op> op = decode_op(pulled.bytes);
        if (!op) {
            outcome.problem = op.error();
            return outcome;
        }
        Hash parent{};
        if (op->n > 1) parent = pulled.parent.value_or(before);
        LoggedOp logged{std::move(*op), {}, chain(parent, pulled.bytes)};
        logged.id = id_of(logged.op, logged.h);
        before = logged.h;
        const bool annuls = !logged.op.annul.empty();
        if (annuls) {
            const std::optional<Line> line = find_line(store.db(), logged.op.rid);
            if (!line || !line->county) continue;
        }
        switch (writer.append(logged, pulled.bytes, parent)) {
            case OpWriter::Outcome::Stored:
                ++outcome.stored;
                if (annuls) outcome.given_back += give_back_own(store, logged.op, now);
                break;
            case OpWriter::Outcome::AlreadyHeld:
                break;
            case OpWriter::Outcome::MissingLineParent:
            case OpWriter::Outcome::MissingRecordParent:
                outcome.problem =
                    Message{"error.sync.missing_parent", {{"op", to_text(logged.id)}}};
                return outcome;
        }
    }
    writer.flush();
    for (const Seal& seal : page.seals) {
        if (find_op(store.db(), seal.rid, seal.n, seal.h)) insert_seal(store.db(), seal);
    }
    for (const PullAnswer::Next& next : page.next) {
        set_cursor(store.db(), enrolment.node, {next.scope, page.epoch, next.sseq, next.s});
    }
    outcome.parked = writer.parked();
    transaction.commit();
    return outcome;
}

}  // namespace cunji
