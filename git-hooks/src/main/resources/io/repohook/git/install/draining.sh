repohook_program=@PROGRAM@
repohook_config=@CONFIG@
repohook_java_home=@JAVA_HOME@
repohook_drains=@DRAINS@

# No service runs here: starts `repohook drain`, which outlives the push. Git waits until every copy
# of our outputs is closed, so it gets none of them; nor does the end of the session, or a key that
# stops git, reach it.
#
# One drain works and one waits for it; a push that finds one waiting is done. What waits lets the
# next one wait before it looks into the spool, so it sees all that came while it waited. The kernel
# takes the locks away from whoever dies.
repohook_spooled() {
  (
    trap - PIPE TERM # ignored here, and so they would be there
    PATH=$repohook_path
    repohook_session=setsid
    command -v setsid || repohook_session=
    cd /
    exec $repohook_session sh -c '
      umask 077
      exec 8>>"$1.next" 9>>"$1.log" || exit
      flock -n 8 && flock 9 || exit
      exec 8>&- # from here on the next one may wait
      : >"$1.log"
      [ ! -x "$3/bin/java" ] || export JAVA_HOME="$3"
      exec "$2" drain --config "$4" >&9 2>&9
    ' repohook "$repohook_drains" "$repohook_program" "$repohook_java_home" "$repohook_config"
  ) </dev/null >/dev/null 2>&1 &
}
