// measure_compression                       what packing costs and gains, by level
// measure_compression samples DIR N         N messages as they go over the wire, one a file: what
//                                           tools/train-dictionary makes the dictionary of

#include "shared/base/check.h"
#include "shared/base/uuid.h"
#include "shared/policy/policy_loader.h"
#include "shared/wire/compression.h"
#include "shared/wire/messages.h"
#include "tests/support/sample_ops.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace cunji;        // NOLINT(google-build-using-namespace)
using namespace cunji::test;  // NOLINT(google-build-using-namespace)

namespace {

Policy policy() {
    Result<Policy> loaded = load_policy(built_in_policy_files(), built_in_policy_version());
    CHECK_THAT(loaded.ok());
    return std::move(*loaded);
}

Signature signature(SampleOps& ops) {
    Signature out{};
    ops.random().fill(out);
    return out;
}

std::string push_of(SampleOps& ops, const std::vector<std::string>& lines) {
    PushRun run;
    run.line = ops.rid();
    run.from = ops.n() - static_cast<std::int64_t>(lines.size()) + 1;
    run.parent = ops.hash();
    run.seal = signature(ops);
    run.ops.assign(lines.begin(), lines.end());
    std::string body;
    append_run(body, run);
    return body;
}

Millis any_time(SampleOps& ops) {
    return 1'763'700'000'000 + static_cast<Millis>(ops.random().below(60'000'000'000));
}

std::int64_t any_number(SampleOps& ops) {
    return static_cast<std::int64_t>(ops.random().below(ops.random().below(2) == 0 ? 900 : 90000));
}

std::string any_scope(SampleOps& ops) {
    return std::to_string(100000000000 + ops.random().below(800000000000));
}

std::vector<LinePoint> any_points(SampleOps& ops) {
    std::vector<LinePoint> points;
    for (std::uint64_t left = 1 + ops.random().below(2); left > 0; --left) {
        points.push_back({ops.random().next64(), any_number(ops), shorten(ops.hash())});
    }
    return points;
}

std::string pull_of(SampleOps& ops, const std::vector<std::string>& lines) {
    PullAnswer head;
    head.epoch = to_hex64(ops.random().next64());
    auto sseq = static_cast<std::int64_t>(ops.random().below(90000));
    head.next = {{any_scope(ops), sseq + 9, ops.hash()}};
    const std::uint64_t rid = ops.random().next64();
    head.seals = {{rid, sseq, ops.hash(), 1, signature(ops)}};
    std::string body = encode_head(head);
    const Hash parent = ops.hash();
    for (const std::string& line : lines) {
        append_pulled(body, ++sseq, ops.random().below(4) == 0 ? &parent : nullptr, line);
    }
    return body;
}

HelloRequest hello_of(SampleOps& ops) {
    HelloRequest hello;
    hello.at = any_time(ops);
    hello.epoch = to_hex64(ops.random().next64());
    hello.policy = any_number(ops);
    hello.lines = any_points(ops);
    hello.cursors = {{any_scope(ops), any_number(ops), shorten(ops.hash())}};
    return hello;
}

HelloAnswer answer_of(SampleOps& ops) {
    HelloAnswer answer;
    answer.node = new_uuid(any_time(ops), ops.random());
    answer.epoch = to_hex64(ops.random().next64());
    answer.time = any_time(ops);
    answer.policy = any_number(ops);
    answer.leaves = any_points(ops);
    answer.heads = {{any_scope(ops), any_number(ops)}};
    return answer;
}

PushAnswer push_answer_of(SampleOps& ops) {
    PushAnswer answer;
    answer.stored = {{ops.random().next64(), any_number(ops)}};
    if (ops.random().below(3) == 0) {
        answer.refused = {{to_text(id_of(ops.any(), ops.hash())), "locked", ""}};
    }
    return answer;
}

PullRequest pull_request_of(SampleOps& ops) {
    PullRequest pull;
    pull.epoch = to_hex64(ops.random().next64());
    pull.cursors = hello_of(ops).cursors;
    pull.have = any_points(ops);
    return pull;
}

/// A message as it goes over the wire; mostly ones with work in them.
std::string any_message(SampleOps& ops) {
    ops.new_line();
    const std::uint64_t what = ops.random().below(20);
    if (what == 0) return encode(hello_of(ops));
    if (what == 1) return encode(answer_of(ops));
    if (what == 2) return encode(push_answer_of(ops));
    if (what == 3) return encode(pull_request_of(ops));
    if (what < 8) return push_of(ops, {encode_op(ops.any())});
    if (what < 10) return pull_of(ops, {encode_op(ops.any()), encode_op(ops.any())});
    return encode_op(ops.any());
}

void write_samples(const std::string& folder, int count) {
    const Policy forms = policy();
    SampleOps ops(forms, 20251121, Voice::Training);
    for (int i = 0; i < count; ++i) {
        const std::string name = folder + "/" + std::to_string(100000 + i);
        std::ofstream(name, std::ios::binary) << any_message(ops);
    }
}

struct Load {
    std::string name;
    std::vector<std::string> bodies;
    std::size_t ops = 0;

    [[nodiscard]] std::size_t size() const {
        std::size_t sum = 0;
        for (const std::string& body : bodies)
            sum += body.size();
        return sum;
    }
};

/// Bodies as a device would push them: `per_body` ops each.
template <typename Make>
Load load(std::string name, int ops_count, int per_body, SampleOps& ops, Make make) {
    Load out{std::move(name), {}, static_cast<std::size_t>(ops_count)};
    for (int done = 0; done < ops_count; done += per_body) {
        std::vector<std::string> lines;
        for (int i = 0; i < per_body; ++i)
            lines.push_back(encode_op(make()));
        out.bodies.push_back(push_of(ops, lines));
    }
    return out;
}

/// Of this process: other people's work on the machine does not count.
double cpu_micros() {
    return static_cast<double>(std::clock()) * 1e6 / static_cast<double>(CLOCKS_PER_SEC);
}

void measure(const Load& load, const Compressor& compressor, int level, bool dictionary) {
    const auto ops = static_cast<double>(load.ops);
    std::vector<std::string> packed;
    std::size_t packed_size = 0;
    const double begin = cpu_micros();
    for (const std::string& body : load.bodies) {
        packed.push_back(compressor.pack(body, level, dictionary));
        packed_size += packed.back().size();
    }
    const double middle = cpu_micros();
    for (const std::string& body : packed) {
        CHECK_THAT(compressor.unpack(body, 64U << 20U).ok());
    }
    const double end = cpu_micros();
    std::printf(
        "%-26s level %2d %s %9zu -> %8zu %5.1f %% %7.1f B/op, CPU us/op: pack %8.2f, unpack "
        "%5.2f\n",
        load.name.c_str(), level, dictionary ? "dict" : "    ", load.size(), packed_size,
        100.0 * static_cast<double>(packed_size) / static_cast<double>(load.size()),
        static_cast<double>(packed_size) / ops, (middle - begin) / ops, (end - middle) / ops);
}

void measure_all() {
    const Policy forms = policy();
    SampleOps ops(forms, 7, Voice::Measuring);
    std::vector<Load> loads;
    loads.push_back(load("lone visits, one a body", 300, 1, ops, [&ops] {
        ops.new_line();
        return ops.creating("visit");
    }));
    loads.push_back(load("any lone op, one a body", 300, 1, ops, [&ops] {
        ops.new_line();
        return ops.any();
    }));
    ops.new_line();
    loads.push_back(load("100 of any kind", 100, 100, ops, [&ops] { return ops.any(); }));
    loads.push_back(
        load("200 one-field edits", 200, 200, ops, [&ops] { return ops.edit("household"); }));
    loads.push_back(load("20,000 visits, one body", 20000, 20000, ops,
                         [&ops] { return ops.creating("visit", 20, 2); }));
    loads.push_back(load("20,000 visits, 400 a body", 20000, 400, ops,
                         [&ops] { return ops.creating("visit", 20, 2); }));
    Load hello{"hello and its answer", {}, 200};
    for (int i = 0; i < 100; ++i) {
        hello.bodies.push_back(encode(hello_of(ops)));
        hello.bodies.push_back(encode(answer_of(ops)));
    }
    loads.push_back(std::move(hello));
    constexpr std::array kLevels = {3, 6, 9, 12, 15, 19};
    const Compressor compressor(kLevels);
    for (const Load& each : loads) {
        for (const int level : kLevels)
            measure(each, compressor, level, true);
        measure(each, compressor, 6, false);
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> args(argv + 1, argv + argc);
    if (args.size() == 3 && args[0] == "samples") {
        write_samples(args[1], std::atoi(args[2].c_str()));
    } else if (args.empty()) {
        measure_all();
    } else {
        std::fputs("usage: measure_compression [samples DIR N]\n", stderr);
        return 2;
    }
    return 0;
}
