# Helpers for end-to-end tests; a test is a bash script in tests/e2e/ that starts with
#     . "$(dirname "$0")/../lib/e2e.sh"
# and calls `finish` at its end. tests/run-e2e runs each beside a private libvirtd of its own
# (qemu:///system); a line `# e2e: no-libvirt` in the script asks for none.
#
#   hv SCRIPT [ARG...]       runs hvsh; sets OUT, ERR and RC
#   hv_ok NAME SCRIPT        passes when it ends with 0 and writes no error
#   hv_fails NAME REGEX SCRIPT   passes when it ends with 1 and its error matches
#   is NAME WANTED GOT       equal strings
#   like NAME REGEX TEXT     extended regex, anywhere in TEXT
#   unlike NAME REGEX TEXT
#   check NAME COMMAND...    passes when the command succeeds
#   xpath VM EXPRESSION      an XPath string value of the VM's XML as virsh shows it
#   guest_disk gen1.vhd NAME a fresh copy of a guest disk in $TMP; prints its path
#   console VM               all that the guest wrote on COM1, from outside of hvsh
#   console_wait NAME VM REGEX [SECONDS]   passes when the console shows it
#   console_send VM LINE     types a line there
#   guest VM COMMAND [SECONDS]   runs a command in the guest, prints its output
#   wait_until SECONDS COMMAND...   polls; status 0 when the command succeeded in time
#   static_daemon            from here on the release build: the guest has no sanitizer's libraries
#   skip NAME REASON         counted apart
#   finish                   prints the counts and ends the test
# shellcheck shell=bash
# shellcheck disable=SC2034 # OUT, ERR and RC are for the tests

TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
HVSH=$(realpath "${HVSH:-$TOP/hvsh}")
GUEST=$TOP/build/guest
TMP=$(mktemp -d "${TMPDIR:-/tmp}/hvsh-e2e.XXXXXX")
chmod 755 "$TMP"
export HVSH HOME=$TMP/home NO_COLOR=1 LC_ALL=C.UTF-8 TZ=UTC COLUMNS=120
mkdir -p "$HOME"
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME
. "$TOP/tests/lib/sanitizers.sh"
e2e_passed=0 e2e_failed=0 e2e_skipped=0 e2e_finished=

e2e_end() {
    local status=$?
    if [ -z "$e2e_finished" ]; then
        echo "not ok - the test ended by itself with status $status"
        e2e_failed=$((e2e_failed + 1))
        e2e_count
    fi
    if declare -F term_end >/dev/null; then
        term_end
    fi
    rm -rf "$TMP"
    [ $e2e_failed -eq 0 ] || exit 1
}
trap e2e_end EXIT
e2e_count() {
    echo "$e2e_passed passed, $e2e_failed failed${e2e_skipped:+, $e2e_skipped skipped}"
}
finish() {
    e2e_finished=1
    e2e_count
    exit
}

pass() {
    e2e_passed=$((e2e_passed + 1))
    echo "ok - $1"
}
# flunk NAME [EXPLANATION...]: a failed check, each explanation on lines of its own
flunk() {
    e2e_failed=$((e2e_failed + 1))
    echo "not ok - $1"
    shift
    printf '%s\n' "$@" | sed 's/^/    # /'
}
skip() {
    e2e_skipped=$((e2e_skipped + 1))
    echo "skip - $1: $2"
}

hv() {
    local status=0
    timeout -k 5 "${HV_TIMEOUT:-120}" "$HVSH" -NoProfile -NonInteractive -Command "$@" \
        >"$TMP/.out" 2>"$TMP/.err" </dev/null || status=$?
    RC=$status
    OUT=$(cat "$TMP/.out")
    ERR=$(cat "$TMP/.err")
}
hv_ok() {
    local name=$1
    shift
    hv "$@"
    if [ "$RC" -eq 0 ] && [ -z "$ERR" ]; then
        pass "$name"
    else
        flunk "$name" "exit code $RC" "script: $1" "stdout: $OUT" "stderr: $ERR"
        return 1
    fi
}
hv_fails() {
    local name=$1 pattern=$2
    shift 2
    hv "$@"
    if [ "$RC" -eq 1 ] && grep -qE -- "$pattern" <<<"$ERR"; then
        pass "$name"
    else
        flunk "$name" "exit code $RC, wanted 1; wanted on stderr: $pattern" "script: $1" \
            "stdout: $OUT" "stderr: $ERR"
        return 1
    fi
}
is() {
    if [ "$2" = "$3" ]; then
        pass "$1"
    else
        flunk "$1" "wanted: $2" "got:    $3"
        return 1
    fi
}
like() {
    if grep -qE -- "$2" <<<"$3"; then
        pass "$1"
    else
        flunk "$1" "wanted: $2" "got:    $3"
        return 1
    fi
}
unlike() {
    if grep -qE -- "$2" <<<"$3"; then
        flunk "$1" "not wanted: $2" "got:    $3"
        return 1
    fi
    pass "$1"
}
check() {
    local name=$1 output
    shift
    if output=$("$@" 2>&1); then
        pass "$name"
    else
        flunk "$name" "failed: $*" "$output"
        return 1
    fi
}
wait_until() {
    local end=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $end ] || return 1
        sleep 0.2
    done
}

# virsh prefixes nothing and asks nothing; errors go to stderr.
static_daemon() {
    check "the guest's daemon is static" env -u MAKEFLAGS make -s -C "$TOP" FLAVOUR=release program
    HVSH=$TOP/build/release/hvsh
}
vsh() {
    virsh -q -c "${E2E_URI:-qemu:///system}" "$@"
}
xpath() {
    vsh dumpxml "$1" | python3 "$TOP/tests/lib/xpath.py" "$2"
}
guest_disk() {
    "$TOP/scripts/guest/build" >&2 || return 1
    local path=$TMP/${2:-$1}
    cp --sparse=always "$GUEST/$1" "$path"
    echo "$path"
}

console() {
    python3 "$TOP/tests/lib/console.py" read "$1"
}
console_wait() {
    local name=$1 vm=$2 pattern=$3 seconds=${4:-180}
    if python3 "$TOP/tests/lib/console.py" wait "$vm" "$pattern" "$seconds" >"$TMP/.console" 2>&1; then
        pass "$name"
    else
        flunk "$name" "not seen in $seconds s on the console of $vm: $pattern" "$(tail -n 20 "$TMP/.console")"
        return 1
    fi
}
console_send() {
    python3 "$TOP/tests/lib/console.py" send "$1" "$2"
}
guest() {
    python3 "$TOP/tests/lib/console.py" run "$1" "$2" "${3:-90}"
}
