# shellcheck shell=bash
# Sourced: how programs built with sanitizers report; what is set already stays.
# For dynamic thread-local storage the address sanitizer believes what stands before the block,
# which now and then is no header but sends it to address 0x2a0: it is not to follow them.
export ASAN_OPTIONS=${ASAN_OPTIONS-detect_stack_use_after_return=1:strict_string_checks=1:intercept_tls_get_addr=0}
export UBSAN_OPTIONS=${UBSAN_OPTIONS-print_stacktrace=1}
export LSAN_OPTIONS=${LSAN_OPTIONS-suppressions=$(dirname "$(realpath "${BASH_SOURCE[0]}")")/lsan.supp:print_suppressions=0}
