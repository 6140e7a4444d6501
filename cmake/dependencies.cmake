# Every dependency in one place. Libraries come from Debian (tools/packages lists the packages);
# SQLite3MultipleCiphers is fetched by tools/deps into a cache shared by clones and checked by hash.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

function(cunji_need target package module)
  pkg_check_modules(${target} IMPORTED_TARGET GLOBAL ${module})
  if(NOT ${target}_FOUND)
    message(FATAL_ERROR "Cunji needs ${module}: run ./run.sh or ./test.sh, or: apt-get install ${package}")
  endif()
endfunction()

cunji_need(SODIUM libsodium-dev libsodium)
cunji_need(UTF8PROC libutf8proc-dev libutf8proc)
cunji_need(CURL libcurl4-openssl-dev libcurl)
cunji_need(ZSTD libzstd-dev libzstd)
cunji_need(ZLIB zlib1g-dev zlib)
cunji_need(JPEG libturbojpeg0-dev libturbojpeg)
cunji_need(EXIF libexif-dev libexif)
cunji_need(HEIF libheif-dev libheif)
cunji_need(PNG libpng-dev libpng)
cunji_need(ZBAR libzbar-dev zbar)
cunji_need(QRENCODE libqrencode-dev libqrencode)
cunji_need(SDL libsdl2-dev sdl2)
cunji_need(GL libgl-dev gl)
cunji_need(FREETYPE libfreetype-dev freetype2)
cunji_need(SPDLOG libspdlog-dev spdlog)
cunji_need(OPENSSL libssl-dev openssl)

find_package(nlohmann_json 3.11 QUIET)
if(NOT nlohmann_json_FOUND)
  message(FATAL_ERROR "Cunji needs nlohmann/json: run ./run.sh or ./test.sh, or: apt-get install nlohmann-json3-dev")
endif()
find_path(RAPIDJSON_INCLUDE rapidjson/reader.h)
if(NOT RAPIDJSON_INCLUDE)
  message(FATAL_ERROR "Cunji needs RapidJSON: run ./run.sh or ./test.sh, or: apt-get install rapidjson-dev")
endif()
find_path(STB_INCLUDE stb/stb_truetype.h)
if(NOT STB_INCLUDE)
  message(FATAL_ERROR "Cunji needs stb: run ./run.sh or ./test.sh, or: apt-get install libstb-dev")
endif()
find_package(CLI11 QUIET)
if(NOT CLI11_FOUND)
  message(FATAL_ERROR "Cunji needs CLI11: run ./run.sh or ./test.sh, or: apt-get install libcli11-dev")
endif()
find_path(BEAST_INCLUDE boost/beast.hpp)
if(NOT BEAST_INCLUDE)
  message(FATAL_ERROR "Cunji needs Boost.Beast: run ./run.sh or ./test.sh, or: apt-get install libboost1.81-dev")
endif()

execute_process(
  COMMAND ${CMAKE_SOURCE_DIR}/tools/deps sqlite
  OUTPUT_VARIABLE SQLITE_DIR OUTPUT_STRIP_TRAILING_WHITESPACE
  RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "Cunji needs its SQLite build: tools/deps sqlite could not bring it (see above)")
endif()
add_library(sqlite STATIC ${SQLITE_DIR}/sqlite3.c)
target_include_directories(sqlite SYSTEM INTERFACE ${SQLITE_DIR})
# 30 s of one core, once; every list, search and merge runs in it.
target_compile_options(sqlite PRIVATE -w -O2)
target_compile_definitions(sqlite PRIVATE
  HAVE_CIPHER_AES_128_CBC=0 HAVE_CIPHER_AES_256_CBC=0 HAVE_CIPHER_SQLCIPHER=0 HAVE_CIPHER_RC4=0
  HAVE_CIPHER_ASCON128=0 HAVE_CIPHER_AEGIS=0 HAVE_CIPHER_CHACHA20=1
  SQLITE_THREADSAFE=1 SQLITE_TEMP_STORE=3 SQLITE_DQS=0 SQLITE_SECURE_DELETE=1 SQLITE_TRUSTED_SCHEMA=0
  SQLITE_ENABLE_FTS5 SQLITE_ENABLE_MATH_FUNCTIONS SQLITE_ENABLE_COLUMN_METADATA
  SQLITE_OMIT_LOAD_EXTENSION SQLITE_USE_URI=0 NDEBUG)
target_link_libraries(sqlite PUBLIC Threads::Threads PRIVATE ${CMAKE_DL_LIBS} m)
