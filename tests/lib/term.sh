# Helpers for tests that drive the interactive shell in a real terminal (tmux). Source after
# e2e.sh.
#   term_start [COMMAND...]   a terminal of 100x30 (TERM_SIZE=COLSxROWS) with hvsh -NoProfile in it
#   term_type TEXT            types the text as it is
#   term_key KEY...           presses keys by tmux names: Enter Tab C-c C-d Up BSpace ...
#   term_run LINE             types a line and presses Enter
#   term_screen               prints what the screen shows now (term_screen -e: with colours)
#   term_history              prints everything, scrolled-off lines too
#   term_shows NAME REGEX [SECONDS]   passes when the screen comes to show it (default 60)
#   term_alive                status 0 while the program runs
#   term_ends NAME [SECONDS]  passes when the program ends
#   term_end                  closes the terminal (done at the test's end as well)
# shellcheck shell=bash
term_socket='' term_count=0
term() {
    tmux -f /dev/null -S "$term_socket" "$@"
}
term_start() {
    term_end
    # A socket of its own each time: the last server may still be leaving.
    term_count=$((term_count + 1))
    term_socket=$TMP/.tmux$term_count
    local size=${TERM_SIZE:-100x30}
    [ $# -gt 0 ] || set -- "$HVSH" -NoProfile
    term new-session -d -x "${size%x*}" -y "${size#*x}" -c "${TERM_DIR:-$TMP}" "$(printf '%q ' "$@")"
    term set -g remain-on-exit on >/dev/null
    term set -g history-limit 5000 >/dev/null
}
term_type() {
    term send-keys -l -- "$1"
}
term_key() {
    term send-keys "$@"
}
term_run() {
    term_type "$1"
    term_key Enter
}
# shellcheck disable=SC2120 # tests pass arguments
term_screen() {
    term capture-pane -p "$@"
}
term_history() {
    term capture-pane -p -S -
}
term_has() {
    term_screen | grep -qE -- "$1"
}
term_shows() {
    if wait_until "${3:-60}" term_has "$2"; then
        pass "$1"
    else
        flunk "$1" "wanted on the screen: $2" "$(term_screen | sed -e '/./,$!d')"
        return 1
    fi
}
term_alive() {
    [ "$(term display -p '#{pane_dead}')" = 0 ]
}
term_dead() {
    ! term_alive
}
term_ends() {
    if wait_until "${2:-60}" term_dead; then
        pass "$1"
    else
        flunk "$1" "the program still runs" "$(term_screen)"
        return 1
    fi
}
term_end() {
    [ -n "$term_socket" ] || return 0
    term kill-server 2>/dev/null
    term_socket=
    return 0
}
