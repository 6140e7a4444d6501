#pragma once
// How Dear ImGui is compiled, for its own files and ours alike (IMGUI_USER_CONFIG).

// Names with characters beyond the first plane (王𬭎): with 16-bit characters an input field
// would replace them by U+FFFD in the text it hands back.
#define IMGUI_USE_WCHAR32

// A screen of photos and long lists passes 65,536 vertices.
#define ImDrawIdx unsigned int

#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_METRICS_WINDOW

// It has no business with files or a terminal: fonts are mapped by us, window state is in the
// store.
#define IMGUI_DISABLE_FILE_FUNCTIONS
#define IMGUI_DISABLE_TTY_FUNCTIONS
