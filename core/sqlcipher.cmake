# SQLCipher 4, from the system when it is new enough, else from a pinned source. Defines cairn_sqlcipher.
#
# Order: pkg-config (>= 4.5); $CAIRN_SQLCIPHER, a folder with sqlite3.c and sqlite3.h; the cache, whose hashes are checked on
# every configure; the npm registry, which carries the amalgamation inside a package. Every source must match the hashes below.

pkg_check_modules(system_sqlcipher QUIET IMPORTED_TARGET sqlcipher>=4.5)
if(system_sqlcipher_FOUND)
  add_library(cairn_sqlcipher INTERFACE)
  target_link_libraries(cairn_sqlcipher INTERFACE PkgConfig::system_sqlcipher)
  target_compile_definitions(cairn_sqlcipher INTERFACE SQLITE_HAS_CODEC)
  return()
endif()

set(version 4.19.0)
set(package @op-engineering/op-sqlite@18.2.5)
set(tarball_sha512 38b99c3344902daa4fd69e50e829393fe57737a46c021068cc81b4ecf6d0afef30801d20628160163b9664ad09bcd058f9462060fc643900dde2b9389da58d1b)
set(source_sha512 6cae8d61b2f17205945c017f5a76ac4380bbc5315b8e088b2b6ad748653552d58eb9989345b29c3ccebcfcdb15ada50463f51632dc97103af54f6a840747147d)
set(header_sha512 35dd5edb874308cc87e1056101e7b21c089bfaa77da78af0fd8ed2890759c73fd05c56accc6d97c109d73b8dee766b95136ad4b5ed935923b0815cbeb4d45f04)

function(check_sqlcipher folder result)
  set(${result} FALSE PARENT_SCOPE)
  if(EXISTS ${folder}/sqlite3.c AND EXISTS ${folder}/sqlite3.h)
    file(SHA512 ${folder}/sqlite3.c source_hash)
    file(SHA512 ${folder}/sqlite3.h header_hash)
    if(source_hash STREQUAL source_sha512 AND header_hash STREQUAL header_sha512)
      set(${result} TRUE PARENT_SCOPE)
    else()
      message(WARNING "${folder} does not hold the pinned SQLCipher ${version}; it is not used")
    endif()
  endif()
endfunction()

if(DEFINED ENV{XDG_CACHE_HOME})
  set(cache $ENV{XDG_CACHE_HOME}/cairn)
else()
  set(cache $ENV{HOME}/.cache/cairn)
endif()
file(MAKE_DIRECTORY ${cache})
file(LOCK ${cache}/lock TIMEOUT 300) # two build trees at once

set(source)
foreach(candidate $ENV{CAIRN_SQLCIPHER} ${cache}/sqlcipher-${version})
  check_sqlcipher(${candidate} good)
  if(good)
    set(source ${candidate})
    break()
  endif()
endforeach()

if(NOT source)
  find_program(npm npm)
  if(NOT npm)
    message(FATAL_ERROR "SQLCipher ${version} is neither installed nor in ${cache}. Install npm so that it can be fetched, "
      "or set CAIRN_SQLCIPHER to a folder with its sqlite3.c and sqlite3.h.")
  endif()
  message(STATUS "Fetching SQLCipher ${version} (once; kept in ${cache})")
  file(REMOVE_RECURSE ${cache}/fetch)
  file(MAKE_DIRECTORY ${cache}/fetch)
  execute_process(COMMAND ${npm} pack --ignore-scripts --loglevel=error ${package}
    WORKING_DIRECTORY ${cache}/fetch OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
  file(GLOB tarball ${cache}/fetch/*.tgz)
  file(SHA512 ${tarball} hash)
  if(NOT hash STREQUAL tarball_sha512)
    message(FATAL_ERROR "The fetched SQLCipher package has SHA-512 ${hash}, not ${tarball_sha512}")
  endif()
  file(ARCHIVE_EXTRACT INPUT ${tarball} DESTINATION ${cache}/fetch PATTERNS package/cpp/sqlcipher/*)
  file(REMOVE_RECURSE ${cache}/sqlcipher-${version})
  file(RENAME ${cache}/fetch/package/cpp/sqlcipher ${cache}/sqlcipher-${version})
  file(REMOVE_RECURSE ${cache}/fetch)
  set(source ${cache}/sqlcipher-${version})
  check_sqlcipher(${source} good)
  if(NOT good)
    message(FATAL_ERROR "${source} does not match the pinned hashes")
  endif()
endif()
file(LOCK ${cache}/lock RELEASE)

add_library(cairn_sqlcipher STATIC ${source}/sqlite3.c)
target_include_directories(cairn_sqlcipher SYSTEM INTERFACE ${source})
target_compile_options(cairn_sqlcipher PRIVATE -w -O2 -fno-sanitize=all)
target_compile_definitions(cairn_sqlcipher
  PUBLIC SQLITE_HAS_CODEC
  PRIVATE HAVE_STDINT_H=1 SQLCIPHER_CRYPTO_OPENSSL SQLITE_EXTRA_INIT=sqlcipher_extra_init
    SQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown SQLITE_TEMP_STORE=3 SQLITE_THREADSAFE=1 SQLITE_DQS=0 SQLITE_SECURE_DELETE
    SQLITE_ENABLE_FTS5 SQLITE_OMIT_LOAD_EXTENSION SQLITE_TRUSTED_SCHEMA=0 SQLITE_DEFAULT_MMAP_SIZE=0 NDEBUG)
target_link_libraries(cairn_sqlcipher PUBLIC OpenSSL::Crypto Threads::Threads PRIVATE m ${CMAKE_DL_LIBS})
set_target_properties(cairn_sqlcipher PROPERTIES C_VISIBILITY_PRESET hidden POSITION_INDEPENDENT_CODE ON)
