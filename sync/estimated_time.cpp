#include "sync/estimated_time.h"

#include <charconv>
#include <fstream>
#include <optional>
#include <string>

namespace cunji {

namespace {

constexpr const char* kAheadKey = "clock_ahead";
constexpr const char* kContactKey = "contact";  // "server time, time since boot, boot id"

/// Another after each start of the machine; empty where the system has none.
std::string boot_id() {
    std::ifstream file{"/proc/sys/kernel/random/boot_id"};
    std::string id;
    std::getline(file, id);
    return id;
}

struct Contact {
    Millis server = 0;
    Millis since_boot = 0;
    std::string boot;
};

std::optional<Contact> read_contact(const Store& store) {
    const std::optional<std::string> text = store.meta(kContactKey);
    if (!text) return std::nullopt;
    Contact contact;
    const char* end = text->data() + text->size();
    const auto first = std::from_chars(text->data(), end, contact.server);
    if (first.ec != std::errc{} || first.ptr == end) return std::nullopt;
    const auto second = std::from_chars(first.ptr + 1, end, contact.since_boot);
    if (second.ec != std::errc{} || second.ptr == end) return std::nullopt;
    contact.boot.assign(second.ptr + 1, end);
    return contact;
}

}  // namespace

Millis estimated_time(const Store& store, Clock& clock) {
    const std::optional<Contact> contact = read_contact(store);
    const bool same_boot = contact && !contact->boot.empty() && contact->boot == boot_id();
    if (!same_boot || clock.since_boot() < contact->since_boot) return clock.now();
    return contact->server + (clock.since_boot() - contact->since_boot);
}

Millis note_server_time(const Store& store, Clock& clock, Millis server_time) {
    store.set_meta(kContactKey, std::to_string(server_time) + ' ' +
                                    std::to_string(clock.since_boot()) + ' ' + boot_id());
    const Millis ahead = clock.now() - server_time;
    store.set_meta(kAheadKey, std::to_string(ahead));
    return ahead;
}

std::optional<LastContact> last_contact(const Store& store) {
    const std::optional<Contact> contact = read_contact(store);
    if (!contact) return std::nullopt;
    const std::string text = store.meta(kAheadKey).value_or("0");
    LastContact out{contact->server, 0};
    std::from_chars(text.data(), text.data() + text.size(), out.ahead);
    return out;
}

}  // namespace cunji
