#include "client/platform/desktop/input_batch.h"

#include <doctest/doctest.h>

namespace cunji {

namespace {

SDL_Event button(Uint32 type, Uint8 number = SDL_BUTTON_LEFT) {
    SDL_Event event{};
    event.type = type;
    event.button.button = number;
    return event;
}

SDL_Event key(Uint32 type, SDL_Scancode code, Uint16 modifiers = 0, Uint8 repeat = 0) {
    SDL_Event event{};
    event.type = type;
    event.key.keysym.scancode = code;
    event.key.keysym.mod = modifiers;
    event.key.repeat = repeat;
    return event;
}

SDL_Event plain(Uint32 type) {
    SDL_Event event{};
    event.type = type;
    return event;
}

}  // namespace

TEST_CASE("a press and its release are never in one frame") {
    InputBatch batch;
    CHECK(batch.take(plain(SDL_MOUSEMOTION)));
    CHECK(batch.take(button(SDL_MOUSEBUTTONDOWN)));
    CHECK_FALSE(batch.take(button(SDL_MOUSEBUTTONUP)));
    batch.next_frame();
    CHECK(batch.take(button(SDL_MOUSEBUTTONUP)));
    CHECK_FALSE(batch.take(button(SDL_MOUSEBUTTONDOWN)));

    batch.next_frame();
    CHECK(batch.take(key(SDL_KEYDOWN, SDL_SCANCODE_RETURN)));
    CHECK_FALSE(batch.take(key(SDL_KEYUP, SDL_SCANCODE_RETURN)));
}

TEST_CASE("what was pressed was pressed where the pointer was") {
    InputBatch batch;
    CHECK(batch.take(button(SDL_MOUSEBUTTONDOWN)));
    CHECK_FALSE(batch.take(plain(SDL_MOUSEMOTION)));
}

TEST_CASE("letters come in one frame, in their order among keys that move or delete") {
    InputBatch batch;
    CHECK(batch.take(key(SDL_KEYDOWN, SDL_SCANCODE_A)));
    CHECK(batch.take(plain(SDL_TEXTINPUT)));
    CHECK(batch.take(key(SDL_KEYDOWN, SDL_SCANCODE_B)));
    CHECK(batch.take(plain(SDL_TEXTINPUT)));
    CHECK(batch.take(key(SDL_KEYDOWN, SDL_SCANCODE_BACKSPACE)));
    CHECK_FALSE(batch.take(plain(SDL_TEXTINPUT)));

    batch.next_frame();
    CHECK(batch.take(key(SDL_KEYDOWN, SDL_SCANCODE_V, KMOD_LCTRL)));
    CHECK_FALSE(batch.take(plain(SDL_TEXTINPUT)));
}

TEST_CASE("a key that is held goes on in the same frame") {
    InputBatch batch;
    CHECK(batch.take(key(SDL_KEYDOWN, SDL_SCANCODE_DOWN)));
    CHECK(batch.take(key(SDL_KEYDOWN, SDL_SCANCODE_DOWN, 0, 1)));
    CHECK(batch.take(plain(SDL_WINDOWEVENT)));
}

}  // namespace cunji
