#include "client/cli/display_width.h"
#include "client/cli/pages.h"

namespace cunji::cli {

namespace {

constexpr std::string_view kGap = "  ";

/// Parts that are not empty, side by side, after so many gaps.
void print_parts(Output& output, int gaps, const std::vector<std::string>& parts) {
    std::string line;
    for (int i = 0; i < gaps; ++i)
        line += kGap;
    bool any = false;
    for (const std::string& part : parts) {
        if (part.empty()) continue;
        if (any) line += kGap;
        line += plain_line(part);
        any = true;
    }
    if (any) output.line(line);
}

void print_heading(Output& output, const std::string& title) {
    output.line("");
    output.line(title);
}

void print_rows(Output& output, const RecordTrace& trace) {
    print_heading(output, trace.rows_title);
    for (const TraceRow& row : trace.rows) {
        for (const TraceAct& act : row.given) {
            print_parts(output, 1, {act.title, act.mark.text, act.facts});
            print_parts(output, 2, {act.detail});
            print_parts(output, 2, {act.note});
        }
    }
}

void print_signatures(Output& output, const RecordTrace& trace) {
    if (trace.signatures.empty()) return;
    print_heading(output, trace.signatures_title);
    for (const TraceSignature& one : trace.signatures)
        print_parts(output, 1, {one.name, one.mark.text, one.detail});
}

void print_conflicts(Output& output, const RecordTrace& trace) {
    if (trace.conflicts.empty()) return;
    print_heading(output, trace.conflicts_title);
    for (const TraceConflict& conflict : trace.conflicts)
        print_parts(output, 1, {conflict.label, conflict.values});
}

void print_steps(Output& output, const RecordTrace& trace) {
    print_heading(output, trace.steps_title);
    for (const TraceStep& step : trace.steps) {
        print_parts(output, 1, {step.when, step.title, step.who});
        for (const std::string& change : step.changes)
            print_parts(output, 2, {change});
        print_parts(output, 2, {step.why});
        print_parts(output, 2, {step.refused});
        print_parts(output, 2, {step.place});
        print_parts(output, 2, {step.advice});
        print_parts(output, 2, {step.seal.text});
    }
}

}  // namespace

void show_trace(Output& output, const RecordTrace& trace) {
    print_parts(output, 0, {trace.kind_label, trace.name, trace.id});
    print_parts(output, 0, {trace.state});
    print_parts(output, 0, {trace.as_of});
    print_rows(output, trace);
    print_signatures(output, trace);
    print_conflicts(output, trace);
    print_steps(output, trace);
}

}  // namespace cunji::cli
