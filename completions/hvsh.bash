# bash completion for hvsh: what follows -Command is completed by hvsh itself.
_hvsh() {
    local cur=${COMP_WORDS[COMP_CWORD]} i line
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i],,} in
        -c | -command)
            line="${COMP_WORDS[*]:i+1:COMP_CWORD-i-1}"
            [ -z "$line" ] || line+=" "
            mapfile -t COMPREPLY < <("${COMP_WORDS[0]}" --complete "$line$cur" 2>/dev/null | cut -f1)
            return
            ;;
        -f | -file | -wd | -workingdirectory)
            mapfile -t COMPREPLY < <(compgen -f -- "$cur")
            return
            ;;
        esac
    done
    case $cur in
    -*) mapfile -t COMPREPLY < <(compgen -W "-Command -File -NoProfile -NonInteractive -NoLogo \
        -WorkingDirectory -Version -Help -Interactive" -- "$cur") ;;
    *) mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
    esac
}
complete -o filenames -F _hvsh hvsh
