# Shared by the hooks: writes what git told one into a file of the spool, and runs the hook that was
# here before. The names of variables begin with repohook_, so none that the next hook gets is changed.

# One record of the spool file: a key, the length of the value in bytes, the value.
repohook_record() {
  printf '%s %s %s\n' "$1" "${#2}" "$2" || exit 1
}

repohook_records() {
  echo 'repohook-spool 1' || exit 1
  repohook_record source "$repohook_source"
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

# Enters the repository's own folder. Where work trees are linked to it, they share that.
repohook_enter() {
  CDPATH=
  repohook_folder=${GIT_DIR-}
  if [ -z "$repohook_folder" ] && [ -f .git ]; then
    IFS= read -r repohook_folder <.git
    repohook_folder=${repohook_folder#gitdir: }
  elif [ -z "$repohook_folder" ] && [ -d .git ]; then
    repohook_folder=.git
  fi
  cd -P -- "${repohook_folder:-.}" || return 1 # makes PWD its real path
  [ -f commondir ] || return 0
  IFS= read -r repohook_folder <commondir && cd -P -- "$repohook_folder" || return 1
}

# Runs in a process of its own, which then becomes mv: what it sets ends with it.
repohook_spool_file() (
  PATH=$repohook_path
  LC_ALL=C # lengths are bytes: in a locale of UTF-8, bash would count characters
  umask 027 # for the service's group, to which the spool gives its files, and nobody else
  set -o noclobber
  repohook_enter || exit 1
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
  printf 'repohook: %s was not recorded: %s\n' "$repohook_what" "$1" >&2
}

# @SPOOLED@

repohook_spool_lines() {
  repohook_unique
  if repohook_spool_file "$repohook_spool/$repohook_id" 2>/dev/null; then
    repohook_spooled
    return
  fi
  rm -f "$repohook_spool/$repohook_id.part" 2>/dev/null
  if [ ! -d "$repohook_spool" ]; then
    repohook_warn "the folder $repohook_spool is missing"
  elif [ ! -w "$repohook_spool" ] || [ ! -x "$repohook_spool" ]; then
    repohook_warn "${USER:-this account} may not write into $repohook_spool"
  else
    repohook_warn "cannot write into $repohook_spool; is the disk full?"
  fi
}

# Runs the hook that was here before, if there was one; its exit status becomes ours. Git runs a hook
# only if it is executable.
repohook_find_chained() {
  case $0 in
    */*) repohook_chained=$0.repohook-chained ;;
    *) repohook_chained=./$0.repohook-chained ;;
  esac
  [ -f "$repohook_chained" ] && [ -x "$repohook_chained" ] || exit 0
}

repohook_path=/usr/bin:/bin${PATH:+:$PATH}
repohook_lf='
'
