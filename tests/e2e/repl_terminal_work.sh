#!/bin/bash
# The interactive shell in a real terminal, at work: searching the history, pasting, resizing,
# progress, questions, secrets, and Ctrl-C in the middle of things.
# e2e: no-libvirt
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/term.sh"
export TERM_DIR=$TMP

# Are there N lines of this text, those scrolled off counted?
lines_are() {
    [ "$(term_history | grep -c -- "$2")" -ge "$1" ]
}
has_lines() {
    if wait_until 120 lines_are "$2" "$3"; then
        pass "$1"
    else
        flunk "$1" "wanted $2 lines: $3" "$(term_history | tail -30)"
    fi
}
# Runs a command that says that it has begun and would never end, stops it with Ctrl-C, and has
# the shell answer afterwards.
count=0
interrupted() {
    count=$((count + 1))
    term_run "'beg' + 'un $count'; $2"
    term_shows "$1: begins" "^begun $count\$" 120
    term_key C-c
    term_run "'go' + 'es on $count'"
    term_shows "$1: Ctrl-C ends it" "^goes on $count\$" 120
}

term_start
term_shows "a prompt" '^PS .*> ?$' 120

# ---- history ----
term_run "'need' + 'le found'"
term_shows "a line" '^needle found$' 120
term_run "'some' + 'thing else'"
term_shows "another line" '^something else$' 120
term_key C-r
term_type "need"
term_shows "Ctrl-R finds it" "need' \+ 'le found" 120
term_key Enter
has_lines "and Enter runs it again" 2 '^needle found$'

# ---- Tab asks the shell's own commands ----
term_type 'Get-Verb -Verb Regi'
term_key Tab
term_shows "Tab completes a value" 'Get-Verb -Verb Register' 120
term_key C-u
term_type '$ErrorActionPreference = "Silent'
term_key Tab
term_shows "Tab completes what a variable can be" 'Preference = "SilentlyContinue"' 120
term_key C-u

# ---- several lines at once ----
printf '$a = 20\n$b = 22\n' >"$TMP/paste"
term load-buffer "$TMP/paste"
term paste-buffer -p
term_key Enter
term_run "'sum ' + (\$a + \$b)"
term_shows "lines that are pasted run" '^sum 42$' 120
term_run "function twice(\$n) {"
term_shows "a block goes on" '^>> ?$' 120
term_run "\$n * 2"
term_run "}"
term_run "'twice ' + (twice 21)"
term_shows "a function over several rows" '^twice 42$' 120

# ---- the terminal's size ----
term resize-window -x 70 -y 25
width_is() {
    term_run "'wide ' + [Console]::WindowWidth"
    term_shows "a new size is seen" '^wide 70$' 120
}
width_is

# ---- progress ----
term_run "while (!(Test-Path stop)) { Write-Progress -Activity 'Wor''king' -Status 'busy' -PercentComplete 40; Start-Sleep -Milliseconds 100 }; 'pro' + 'gress left'"
term_shows "progress is shown" "Wor'king" 120
: >"$TMP/stop"
term_shows "and goes away" '^progress left$' 120

# ---- questions ----
: >"$TMP/kept.txt"
term_run "Remove-Item kept.txt -Confirm"
term_shows "a confirmation asks" '\[Y\] Yes' 120
term_run n
term_run "'kept ' + (Test-Path kept.txt)"
term_shows "no means no" '^kept True$' 120
term_run "Remove-Item kept.txt -Confirm"
has_lines "it asks again" 2 'Yes to All'
term_run y
term_run "'gone ' + !(Test-Path kept.txt)"
term_shows "yes means yes" '^gone True$' 120
term_run "'chosen ' + \$Host.UI.PromptForChoice('Title', 'Which one?', @('&Red', '&Blue'), 1)"
term_shows "choices are shown" '\[R\] Red' 120
term_run r
term_shows "a choice is its number" '^chosen 0$' 120
term_run "\$name = Read-Host 'Your name'"
term_shows "a question" '^Your name: ?$' 120
term_run Ada
term_run "'name is ' + \$name"
term_shows "an answer" '^name is Ada$' 120
term_run "\$secret = Read-Host -AsSecureString 'Word'"
term_shows "a question for a secret" '^Word: ?$' 120
term_run hidden7
term_run "'length ' + \$secret.Length"
term_shows "a secret is taken" '^length 7$' 120
if term_history | grep -q hidden7; then
    flunk "a secret is not shown" "$(term_history | grep hidden7)"
else
    pass "a secret is not shown"
fi

# ---- the debugger's prompt ----
cat >"$TMP/steps.ps1" <<'END'
function f($x) {
    $y = $x + 1
    $y * 2
}
$r = f 3
"r is $r"
END
term_run 'Set-PSBreakpoint -Script ./steps.ps1 -Line 2 | Out-Null; ./steps.ps1'
term_shows "a breakpoint stops a script" '^\[DBG\]: PS .*>> ?$' 120
term_run "'x now ' + \$x"
term_shows "its variables are seen" '^x now 3$' 120
term_run s
term_shows "s goes a statement on" '^\+ +\$y \* 2$' 120
term_run o
term_shows "o goes out of the function" '^\+ "r is \$r"$' 120
term_run s
term_shows "the script goes on to its end" '^r is 8$' 120
term_run "'typed ' + 'later'"
term_shows "stepping ends with what was typed" '^typed later$' 120
term_run './steps.ps1'
term_shows "it stops again" '^\[DBG\]: PS .*>> ?$' 120
term_key C-d
term_run "'left' + ' it'; Get-PSBreakpoint | Remove-PSBreakpoint"
term_shows "Ctrl-D leaves the debugger, not the shell" '^left it$' 120

# ---- Ctrl-C ----
mkfifo "$TMP/pipe"
interrupted "a pipeline" '1..1000000000 | ForEach-Object { $_ } | Out-Null'
interrupted "a deep call" 'function f { while ($true) { g } }; function g { Start-Sleep -Milliseconds 1 }; f'
interrupted "a job that is waited for" '$j = Start-Job { Start-Sleep 1000 }; Wait-Job $j'
interrupted "parallel blocks" '1..3 | ForEach-Object -Parallel { while ($true) { } }'
interrupted "a finally block runs" 'try { Start-Sleep 1000 } finally { $script:cleaned = 5 }'
term_run "'cleaned ' + \$cleaned"
term_shows "what finally did stays" '^cleaned 5$' 120
interrupted "a file that never ends" 'Get-Content pipe'
interrupted "a native pipeline" 'sleep 1000 | cat'
interrupted "sorting" '1..100000000 | Sort-Object -Descending | Out-Null'
term_run "Read-Host 'Never'"
term_shows "a question stands" '^Never: ?$' 120
term_key C-c
term_run "'question ' + 'left'"
term_shows "Ctrl-C leaves a question" '^question left$' 120
has_lines "what was shown before stays" 2 '^needle found$'
term_run 'exit 0'
term_ends "exit ends it" 120
finish
