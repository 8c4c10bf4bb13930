#!/bin/sh
# Repohook reference-transaction hook 2 sha256=@SHA256@
#
# Git runs this whenever refs change, by whatever command: before, with "prepared", and after, with
# "committed" and a line "<old> <new> <ref>" for each ref on stdin. It writes what was committed into
# a file of the spool, where the Repohook service finds it, and runs the hook that was here before.
# It opens no connection, and it never fails a command; the hook that was here before may.
#
# Written by `repohook install --all-changes`, taken away by `repohook uninstall`. Both leave it alone
# once it was changed by hand. Commands of your own go into reference-transaction.repohook-chained,
# beside this file.

repohook_spool=@SPOOL@
repohook_source=git-ref-transaction
repohook_what='this change of refs'

# @SPOOLING@

# The subcommand of the git that runs this hook; nothing where the system does not tell.
repohook_command() {
  PATH=$repohook_path tr '\0' '\n' 2>/dev/null <"/proc/$PPID/cmdline" | {
    IFS= read -r repohook_word
    repohook_word=${repohook_word##*/}
    case $repohook_word in
      git-*) echo "${repohook_word#git-}" ;;
      git)
        while IFS= read -r repohook_word; do
          case $repohook_word in
            -c | -C | --git-dir | --work-tree | --namespace | --config-env) read -r repohook_word ;;
            -*) ;;
            *) echo "$repohook_word" && break ;;
          esac
        done
        ;;
    esac
  }
}

# Whether our post-receive hook will tell of this, and of who pushed.
repohook_is_told_by_push() {
  repohook_hook=${0%reference-transaction}post-receive
  [ -f "$repohook_hook" ] && [ -x "$repohook_hook" ] || return 1
  { IFS= read -r repohook_line && IFS= read -r repohook_line; } 2>/dev/null <"$repohook_hook" || return 1
  case $repohook_line in
    '# Repohook post-receive hook '*) [ "$(repohook_command)" = receive-pack ] ;;
    *) return 1 ;;
  esac
}

# Leaves out what is no change, what is no ref (HEAD and the like), and what belongs to one work tree.
# Zeros twice are a ref that was deleted, whatever it was at.
repohook_changes() {
  printf '%s\n' "$repohook_lines" |
    PATH=$repohook_path LC_ALL=C sed -n \
      -e '/ refs\/bisect\//d' -e '/ refs\/worktree\//d' -e '/ refs\/rewritten\//d' \
      -e '/^\([0-9a-f]*\) \1 /{' -e '/^0* /!d' -e '}' \
      -e '/^[0-9a-f]* [0-9a-f]* refs\//p'
}

if [ "${1-}" != committed ] || repohook_is_told_by_push; then
  repohook_find_chained
  exec "$repohook_chained" "$@"
fi

# Whoever waits for the command may go away: the refs have changed, so it is recorded all the same.
trap '' HUP INT PIPE TERM
repohook_told=
if ! repohook_read; then
  repohook_warn 'cannot read the names of the refs'
elif [ -n "$repohook_lines" ]; then
  repohook_told=$repohook_lines
  repohook_lines=$(repohook_changes)
  [ -z "$repohook_lines" ] || repohook_spool_lines
fi
trap - HUP INT PIPE TERM

repohook_find_chained
[ -n "$repohook_told" ] || exec "$repohook_chained" "$@"
printf '%s\n' "$repohook_told" 2>/dev/null | "$repohook_chained" "$@"
