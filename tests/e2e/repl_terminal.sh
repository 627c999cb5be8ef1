#!/bin/bash
# The interactive shell in a real terminal: prompt, lines over several rows, history, Ctrl-C,
# completion, exit.
# e2e: no-libvirt
. "$(dirname "$0")/../lib/e2e.sh"
. "$(dirname "$0")/../lib/term.sh"
export TERM_DIR=$TMP

term_start
term_shows "a prompt" '^PS .*> ?$' 20
term_run '6 * 7'
term_shows "an expression" '^42$'
term_run 'if ($true) {'
term_shows "an unfinished line goes on" '^>> ?$'
term_run '"inside"'
term_run '}'
term_shows "and ends" '^inside$'
term_run '$x = "kept"'
term_run '"value: $x"'
term_shows "variables stay" '^value: kept$'
term_run 'throw "on purpose"'
term_shows "an error is shown" 'on purpose'
term_run '"still " + "here"'
term_shows "and the shell goes on" '^still here$'

term_run '1..500 | Out-Host -Paging'
term_shows "-Paging waits after a page" 'Q quit$'
term_key q
term_run '"after the " + "page"'
term_shows "and q ends it" '^after the page$'

term_type '"given" + " up"'
term_key C-c
term_run '"after " + "it"'
term_shows "Ctrl-C drops the line" '^after it$'
term_run 'while ($true) { }'
sleep 1
term_key C-c
term_run '"loop " + "left"'
term_shows "Ctrl-C stops a loop" '^loop left$'
term_run 'Start-Sleep 100'
sleep 1
term_key C-c
term_run '"sleep " + "left"'
term_shows "Ctrl-C stops a wait" '^sleep left$'
term_run 'sleep 100'
sleep 1
term_key C-c
term_run '"native " + "left"'
term_shows "Ctrl-C stops a native command" '^native left$'

term_key C-l
term_type 'Get-Verb'
term_key C-u
term_type 'Measure-Ob'
term_key Tab
term_shows "Tab completes a cmdlet" 'Measure-Object'
term_key C-u
term_type 'Sort-Object -Desc'
term_key Tab
term_shows "Tab completes a parameter" 'Sort-Object -Descending'
term_key C-u
mkdir "$TMP/a folder"
term_type 'Test-Path ./a'
term_key Tab
term_shows "Tab quotes a path with a space" "Test-Path ['\"]\./a folder"
term_key C-u
term_run '"to be " + "remembered"'
term_shows "the last line of this session" '^to be remembered$'
term_run 'exit 7'
term_ends "exit ends it"

term_start
term_shows "a second session" '^PS .*> ?$' 20
term_key Up Up
term_shows "history is kept" '"to be " \+ "remembered"'
term_key C-c
history=$(find "$HOME" -type f -name '*history*')
is "in a private file" 600 "$(stat -c %a "$history" 2>/dev/null)"
term_key C-d
term_ends "Ctrl-D ends it"
finish
