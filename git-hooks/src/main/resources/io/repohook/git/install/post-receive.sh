#!/bin/sh
# Repohook post-receive hook 1 sha256=@SHA256@
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
# The names of variables begin with repohook_, so none that the next hook gets is changed.

repohook_spool=@SPOOL@

# One record of the spool file: a key, the length of the value in bytes, the value.
repohook_record() {
  printf '%s %s %s\n' "$1" "${#2}" "$2" || exit 1
}

repohook_records() {
  echo 'repohook-spool 1' || exit 1
  repohook_record source git-push
  repohook_record repository "$PWD"

  # Whatever names the pusher: http-backend, gitolite, GitLab, Gitea, ssh, a signed push.
  for repohook_name in REMOTE_USER GL_USER GL_USERNAME GITEA_PUSHER_NAME GITEA_PUSHER_EMAIL \
    USER LOGNAME SSH_CONNECTION REMOTE_ADDR GIT_PUSH_CERT GIT_PUSH_CERT_SIGNER \
    GIT_PUSH_CERT_KEY GIT_PUSH_CERT_STATUS GIT_PUSH_CERT_NONCE_STATUS; do
    eval "repohook_value=\${$repohook_name-}"
    [ -z "$repohook_value" ] || repohook_record "env.$repohook_name" "$repohook_value"
  done

  repohook_count=${GIT_PUSH_OPTION_COUNT:-0}
  case $repohook_count in *[!0-9]*) repohook_count=0 ;; esac
  repohook_index=0
  while [ "$repohook_index" -lt "$repohook_count" ]; do
    eval "repohook_value=\${GIT_PUSH_OPTION_$repohook_index-}"
    repohook_record option "$repohook_value"
    repohook_index=$((repohook_index + 1))
  done

  repohook_record refs "$repohook_lines$repohook_lf"
  echo end || exit 1
}

# A name that no other push has. The kernel gives one without a process.
repohook_unique() {
  repohook_id=
  { read -r repohook_id </proc/sys/kernel/random/uuid; } 2>/dev/null
  case $repohook_id in
    ????????-????-????-????-????????????) ;;
    *) repohook_id=$(
      PATH=$repohook_path
      echo "$(date +%Y%m%d%H%M%S)-$$-$(od -An -N16 -tx1 /dev/urandom | tr -dc 0-9a-f)"
    ) ;;
  esac
}

# Runs in a process of its own, which then becomes mv: what it sets ends with it.
repohook_spool_push() (
  PATH=$repohook_path
  LC_ALL=C # lengths are bytes: in a locale of UTF-8, bash would count characters
  umask 027 # for the service's group, to which the spool gives its files, and nobody else
  set -o noclobber
  cd -P . || exit 1 # makes PWD the repository's real path
  { repohook_records; } >"$1.part" || exit 1
  # The bytes reach the disk before the name does. A sync that takes no file syncs everything.
  sync "$1.part" || sync
  exec mv -f "$1.part" "$1.event"
)

# Reads what git says of the refs. The shell reads byte by byte, which for a few lines is cheaper
# than a process; for more than that it is not.
repohook_read() {
  repohook_lines=
  repohook_count=0
  while [ "$repohook_count" -lt 8 ]; do
    IFS= read -r repohook_line || return 0
    repohook_lines="$repohook_lines${repohook_lines:+$repohook_lf}$repohook_line"
    repohook_count=$((repohook_count + 1))
  done
  repohook_rest=$(PATH=$repohook_path exec cat) || return 1
  repohook_lines="$repohook_lines${repohook_rest:+$repohook_lf}$repohook_rest"
}

repohook_warn() {
  printf 'repohook: this push was not recorded: %s\n' "$1" >&2
}

repohook_record_push() {
  repohook_unique
  repohook_spool_push "$repohook_spool/$repohook_id" 2>/dev/null && return
  rm -f "$repohook_spool/$repohook_id.part" 2>/dev/null
  if [ ! -d "$repohook_spool" ]; then
    repohook_warn "the folder $repohook_spool is missing"
  elif [ ! -w "$repohook_spool" ] || [ ! -x "$repohook_spool" ]; then
    repohook_warn "${USER:-this account} may not write into $repohook_spool"
  else
    repohook_warn "cannot write into $repohook_spool; is the disk full?"
  fi
}

# The pusher may go away at any time: the push has happened, so it is recorded all the same.
trap '' HUP INT PIPE TERM
repohook_path=/usr/bin:/bin${PATH:+:$PATH}
repohook_lf='
'
if ! repohook_read; then
  repohook_warn 'cannot read the names of its refs'
elif [ -n "$repohook_lines" ]; then
  repohook_record_push
fi
trap - HUP INT PIPE TERM

# Git runs a hook only if it is executable. Its exit status becomes ours.
case $0 in
  */*) repohook_chained=$0.repohook-chained ;;
  *) repohook_chained=./$0.repohook-chained ;;
esac
[ -f "$repohook_chained" ] && [ -x "$repohook_chained" ] || exit 0
[ -n "$repohook_lines" ] || exec "$repohook_chained" "$@"
printf '%s\n' "$repohook_lines" 2>/dev/null | "$repohook_chained" "$@"
