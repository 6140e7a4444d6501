# cunji_pinyin(TARGET) makes shared/store/pinyin_table.h from the Unicode Han Database on this
# machine: 41,000 characters are not source code, and a newer Unicode brings newer characters.
function(cunji_pinyin target)
  find_file(UNIHAN_READINGS Unihan_Readings.txt.bz2 PATHS /usr/share/unicode /usr/local/share/unicode)
  find_program(BZCAT bzcat)
  if(NOT UNIHAN_READINGS OR NOT BZCAT)
    message(FATAL_ERROR "Cunji needs the Unicode Han Database and bzcat: run ./run.sh or ./test.sh, or: apt-get install unicode-data bzip2")
  endif()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated)
  set(out ${generated}/shared/store/pinyin_table.h)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -E make_directory ${generated}/shared/store
    COMMAND ${CMAKE_SOURCE_DIR}/tools/pinyin ${UNIHAN_READINGS} ${out}
    DEPENDS ${UNIHAN_READINGS} ${CMAKE_SOURCE_DIR}/tools/pinyin
    COMMENT "Making the table of pinyin initials" VERBATIM)
  target_sources(${target} PRIVATE ${out})
  target_include_directories(${target} PRIVATE ${generated})
endfunction()
