#!/bin/sh
# Repohook post-receive hook 3 sha256=@SHA256@
#
# Git runs this after a push, in the repository's folder, with a line "<old> <new> <ref>" for each
# ref on stdin; the pusher waits for it. It writes what it was told into a file of the spool, where
# the Repohook service finds it, and then runs the hook that was here before, if there was one.
# It opens no connection, and it never fails a push.
#
# Written by `repohook install`, taken away by `repohook uninstall`. Both leave it alone once it was
# changed by hand. Commands of your own go into post-receive.repohook-chained, beside this file.
#
# Each process costs the pusher about a millisecond, so there are only two, sync and mv, and cat for
# a push of many refs.

repohook_spool=@SPOOL@
repohook_source=git-push
repohook_what='this push'

# @SPOOLING@

# The pusher may go away at any time: the push has happened, so it is recorded all the same.
trap '' HUP INT PIPE TERM
if ! repohook_read; then
  repohook_warn 'cannot read the names of its refs'
elif [ -n "$repohook_lines" ]; then
  repohook_spool_lines
fi
trap - HUP INT PIPE TERM

repohook_find_chained
[ -n "$repohook_lines" ] || exec "$repohook_chained" "$@"
printf '%s\n' "$repohook_lines" 2>/dev/null | "$repohook_chained" "$@"
