#include "shared/store/search.h"

#include "shared/store/pinyin.h"
#include "shared/store/typed_table.h"

#include <algorithm>

namespace cunji {

namespace {

constexpr std::size_t kFieldCharactersMax = 2000;  // of one field; nobody searches beyond
constexpr std::size_t kTypedCharactersMax = 64;
constexpr std::size_t kKeyLengthMax = 8;  // initials; a name of 8 characters is typed to its end
constexpr std::size_t kKeysMax = 64;      // of one field: a project's name is long
// Tokens of our own among the others; nobody types private-use characters.
constexpr std::string_view kFieldEnd = "\uE000";  // no phrase goes from one field into the next
constexpr std::string_view kReversed = "\uE001";  // before a number written backwards

constexpr std::string_view kPlace =
    "SELECT place FROM record WHERE id = ?1 AND scope = ?2 AND kind = ?3";
constexpr std::string_view kHeld = "SELECT body FROM search WHERE rowid = ?1";
constexpr std::string_view kInsert = "INSERT INTO search (rowid, body) VALUES (?1, ?2)";
constexpr std::string_view kUpdate = "UPDATE search SET body = ?2 WHERE rowid = ?1";
constexpr std::string_view kDelete = "DELETE FROM search WHERE rowid = ?1";
constexpr std::string_view kEvict =
    "DELETE FROM search WHERE rowid IN (SELECT place FROM record WHERE scope = ?1)";
constexpr std::string_view kSearch = R"sql(
SELECT r.id, r.scope, r.kind FROM search s JOIN record r ON r.place = s.rowid
WHERE s.body MATCH ?1 AND (?2 = '' OR r.kind = ?2) ORDER BY s.rowid LIMIT ?3)sql";

/// The first character of `text`, which is not empty. Bytes that are no UTF-8 stay by themselves.
std::string_view first_character(std::string_view text) {
    std::size_t length = 1;
    if (static_cast<unsigned char>(text.front()) < 0x80U) return text.substr(0, 1);
    while (length < text.size() && length < 4 &&
           (static_cast<unsigned char>(text[length]) & 0xc0U) == 0x80U) {
        ++length;
    }
    return text.substr(0, length);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The letter or digit, made small; 0 for anything else in ASCII.
char letter_of(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    return is_digit(c) || (c >= 'a' && c <= 'z') ? c : '\0';
}

/// Full-width forms (U+FF01 to U+FF5E), which Chinese keyboards type, as their ASCII; else 0.
char narrow_of(std::string_view character) {
    if (character.size() != 3 || character[0] != '\xef') return '\0';
    const auto low = static_cast<unsigned>(character[2]) & 0x3fU;
    if (character[1] == '\xbc' && low >= 1) return static_cast<char>(0x20U + low);
    if (character[1] == '\xbd' && low <= 0x1eU) return static_cast<char>(0x60U + low);
    return '\0';
}

/// Spaces and signs between words beyond ASCII, as they occur in names and addresses.
bool is_sign(std::string_view character) {
    const std::string_view two = character.substr(0, 2);
    if (character == "\u00b7" || character == "\u00a0" || character == "\u30fb") return true;
    if (two == "\xe2\x80" || two == "\xe2\x81") return true;  // U+2000 to U+207F: dashes, quotes
    if (two == "\xee\x80") return true;                       // ours, should somebody have them
    // U+3000 to U+303F: 、。《》 but not 々〆〇, which are written in names.
    return two == "\xe3\x80" && character != "々" && character != "〆" && character != "〇";
}

/// Neighbours in a text: ASCII letters and digits as one word, or other characters, each by itself.
struct Run {
    bool ascii = false;
    std::string text;  ///< "wtz12"; "王 铁 柱"
};

std::vector<Run> runs_of(std::string_view text, std::size_t characters_max) {
    std::vector<Run> runs;
    bool joined = false;  // with the character before
    for (std::size_t count = 0; !text.empty() && count < characters_max; ++count) {
        const std::string_view character = first_character(text);
        text.remove_prefix(character.size());
        const char narrow = character.size() == 1 ? character.front() : narrow_of(character);
        const bool ascii = narrow != '\0' || character.size() == 1;
        const char letter = letter_of(narrow);
        if (ascii ? letter == '\0' : is_sign(character)) {
            joined = false;
            continue;
        }
        if (!joined || runs.back().ascii != ascii) runs.push_back({ascii, {}});
        std::string& run = runs.back().text;
        if (ascii) {
            run += letter;
        } else {
            if (!run.empty()) run += ' ';
            run += character;
        }
        joined = true;
    }
    return runs;
}

std::string reversed(std::string_view text) {
    return {text.rbegin(), text.rend()};
}

void add_token(std::string& body, std::string_view token) {
    if (!body.empty()) body += ' ';
    body += token;
}

/// The initials from each character on: "wtz", "tz" and "z" find 王铁柱.
void add_keys(std::string& body, const std::vector<Run>& runs) {
    std::vector<std::string> characters;
    for (const Run& run : runs) {
        std::string_view rest = run.text;
        while (!rest.empty()) {
            const std::string_view character = first_character(rest);
            rest.remove_prefix(character.size());
            if (character != " ") characters.emplace_back(character);
        }
    }
    std::vector<std::string> keys;
    for (std::size_t start = 0; start < characters.size() && keys.size() < kKeysMax; ++start) {
        std::string window;
        const std::size_t end = std::min(start + kKeyLengthMax, characters.size());
        for (std::size_t i = start; i < end; ++i)
            window += characters[i];
        for (std::string& key : initial_keys(window)) {
            const bool known = std::find(keys.begin(), keys.end(), key) != keys.end();
            if (!known && keys.size() < kKeysMax) keys.push_back(std::move(key));
        }
    }
    for (const std::string& key : keys)
        add_token(body, key);
}

/// A number as a whole and backwards: the beginning of the one is its beginning, that of the other
/// its end.
void add_number(std::string& body, const std::vector<Run>& runs) {
    std::string whole;
    std::size_t parts = 0;
    for (const Run& run : runs) {
        if (!run.ascii) continue;
        whole += run.text;
        ++parts;
    }
    if (whole.empty()) return;
    if (parts > 1) add_token(body, whole);  // a single part stands there already
    add_token(body, std::string{kReversed} + reversed(whole));
}

void add_text(std::string& body, const Field& field, std::string_view text) {
    const std::vector<Run> runs = runs_of(text, kFieldCharactersMax);
    if (runs.empty()) return;
    if (!body.empty()) add_token(body, kFieldEnd);
    for (const Run& run : runs)
        add_token(body, run.text);
    if (field.search == "name") add_keys(body, runs);
    if (field.search == "number") add_number(body, runs);
}

void add_value(std::string& body, const Field& field, const Value& value) {
    if (value.text() != nullptr) {
        add_text(body, field, *value.text());
    } else if (value.integer() != nullptr) {
        add_text(body, field, std::to_string(*value.integer()));
    } else if (value.list() != nullptr) {
        for (const Value& entry : *value.list())
            add_value(body, field, entry);
    }
}

bool is_searchable(const Field& field) {
    return !field.search.empty() && has_column(field);
}

bool holds_text(const RecordState& state, std::string_view field) {
    const auto found = state.values.find(field);
    return found != state.values.end() && found->second.text() != nullptr;
}

std::string token_query(std::string_view token) {
    return '"' + std::string{token} + "\" *";
}

/// What finds one word of letters and digits.
std::string word_query(const std::string& word) {
    if (std::none_of(word.begin(), word.end(), is_digit)) {
        return token_query(std::string_view{word}.substr(0, kKeyLengthMax));
    }
    return '(' + token_query(word) + " OR " + token_query(std::string{kReversed} + reversed(word)) +
           ')';
}

/// FTS5's query language of what was typed. Only letters, digits and characters beyond ASCII come
/// through, always in quotes, so that nothing typed is ever an operator of it.
std::string match_expression(std::string_view typed) {
    std::string all;
    std::string whole;  // a number typed in groups
    const std::vector<Run> runs = runs_of(typed, kTypedCharactersMax);
    for (const Run& run : runs) {
        if (!all.empty()) all += " AND ";
        all += run.ascii ? word_query(run.text) : '"' + run.text + '"';
        if (run.ascii) whole += run.text;
    }
    const bool one_number =
        runs.size() > 1 && std::all_of(runs.begin(), runs.end(), [](const Run& run) {
            return run.ascii && std::any_of(run.text.begin(), run.text.end(), is_digit);
        });
    return one_number ? '(' + all + ") OR " + word_query(whole) : all;
}

}  // namespace

std::vector<std::string> search_words(std::string_view typed) {
    // A number is its own only word; lists ask this for each of their rows.
    const bool number = !typed.empty() && typed.size() <= kTypedCharactersMax &&
                        std::all_of(typed.begin(), typed.end(), is_digit);
    if (number) return {std::string{typed}};
    std::vector<std::string> words;
    for (const Run& run : runs_of(typed, kTypedCharactersMax)) {
        std::string& word = words.emplace_back(run.text);
        word.erase(std::remove(word.begin(), word.end(), ' '), word.end());
    }
    return words;
}

std::string search_text(const Form& form, const RecordState& state) {
    if (!state.exists || holds_text(state, kVoidField) || holds_text(state, kMergeIntoField)) {
        return {};
    }
    std::string body;
    for (const Field& field : form.fields) {
        if (is_searchable(field)) add_value(body, field, fitting(field, state.values));
    }
    return body;
}

void update_search(Database& database, const Form& form, const RecordKey& key,
                   const RecordState& state) {
    if (std::none_of(form.fields.begin(), form.fields.end(), is_searchable)) return;
    const std::int64_t place = database
                                   .integer(kPlace, std::string_view{key.id},
                                            std::string_view{key.scope}, std::string_view{key.kind})
                                   .value_or(0);
    const std::string body = search_text(form, state);
    const std::optional<std::string> held = database.text(kHeld, place);
    if (held.value_or("") == body) return;
    if (body.empty()) {
        database.run(kDelete, place);
    } else {
        database.run(held ? kUpdate : kInsert, place, std::string_view{body});
    }
}

std::vector<SearchHit> search_records(Database& database, std::string_view typed,
                                      std::string_view kind, int most) {
    std::vector<SearchHit> hits;
    const std::string expression = match_expression(typed);
    if (expression.empty()) return hits;
    Query query = database.query(kSearch, std::string_view{expression}, kind, most);
    while (query.step())
        hits.push_back({query.str(0), query.str(1), query.str(2)});
    return hits;
}

void evict_search(Database& database, std::string_view scope) {
    database.run(kEvict, scope);
}

}  // namespace cunji
