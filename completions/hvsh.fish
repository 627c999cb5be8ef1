# fish completion for hvsh: what follows -Command is completed by hvsh itself.
function __hvsh_command
    set -l tokens (commandline -opc)
    hvsh --complete (string join ' ' $tokens[3..-1] (commandline -ct)) 2>/dev/null
end
complete -c hvsh -o Command -x -d 'run this text' -a '(__hvsh_command)'
complete -c hvsh -o c -x -d 'run this text' -a '(__hvsh_command)'
complete -c hvsh -o File -r -d 'run this script'
complete -c hvsh -o NoProfile -d 'do not run the profile'
complete -c hvsh -o NonInteractive -d 'never ask'
complete -c hvsh -o WorkingDirectory -r -d 'start here'
complete -c hvsh -o Version -d 'show the version'
complete -c hvsh -o Help -d 'show the options'
