#!/bin/sh
# What the hook adds to a push: real pushes to a repository with an empty hook, to three with
# Repohook's, whose receivers are none, slow and dead, while the server delivers, and to four whose
# spool is missing, not writable, full or on a disk that is read-only. One more has a hook that only
# writes so many bytes and syncs them: what the disk asks of each who keeps anything. The pushes are
# made in turn, so that all see the same machine. Prints each median, what it adds to the empty
# hook's, and its ratio to that and to a push with a spool that works (none).
#
#   benchmarks/push.sh [PUSHES] [SPOOL]
#
# SPOOL names a folder for the spool that works, perhaps on another disk. A full disk and a read-only
# one need root, and are left out without. Needs the built program: ./mvnw -Dquick -DskipTests package
set -eu

# Root may write anywhere, and so do not-writable spools work for it. Not without this capability.
if [ "$(id -u)" = 0 ] && [ -z "${REPOHOOK_BENCHMARK_CONFINED-}" ]; then
  REPOHOOK_BENCHMARK_CONFINED=1 exec setpriv --bounding-set=-dac_override,-dac_read_search sh "$0" "$@"
fi

pushes=${1:-100}
here=$(cd "$(dirname "$0")/.." && pwd -P)
program=$here/packaging/target/repohook/bin/repohook
folder=$(mktemp -d)
children=
end() {
  # shellcheck disable=SC2086 # They are words.
  [ -z "$children" ] || kill $children
  exec 3>&-
  wait
  for disk in full read-only; do
    [ ! -d "$folder/$disk" ] || umount "$folder/$disk" || :
  done
  rm -rf "$folder"
}
trap end EXIT
spool=${2:-$folder/spool}
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM

# A slow receiver answers after 4 s, which is just within the time that an attempt may take.
mkfifo "$folder/stay" "$folder/port"
java -cp "$here/benchmarks/target/classes:$here/packaging/target/repohook/lib/*" \
  io.repohook.benchmark.Receiver 4000 <"$folder/stay" >"$folder/port" 2>/dev/null &
exec 3>"$folder/stay"
read -r port <"$folder/port"

mkdir -p "$folder/config/repositories"
cat >"$folder/config/repohook.yaml" <<YAML
spool: $spool
store: sqlite:$folder/store.db
listen: 127.0.0.1:0
git: {roots: [$folder]}
YAML
subscribe() {
  echo "subscriptions: {ci: {webhook: \"http://127.0.0.1:$2/\"}}" >"$folder/config/repositories/$1.yaml"
}
subscribe slow "$port"
subscribe dead 9 # the port of discard, where nobody listens

# Makes a spool of no use and answers where it is.
trouble() {
  case $1 in
    missing) echo "$folder/nowhere" ;;
    not-writable)
      mkdir -m 0500 "$folder/closed"
      echo "$folder/closed"
      ;;
    full | read-only)
      mkdir "$folder/$1"
      mount -t tmpfs -o size=64k tmpfs "$folder/$1"
      mkdir -m 3733 "$folder/$1/spool"
      if [ "$1" = full ]; then
        cat /dev/zero >"$folder/$1/filler" 2>/dev/null || :
      else
        mount -o remount,ro "$folder/$1"
      fi
      echo "$folder/$1/spool"
      ;;
  esac
}

working='none slow dead'
troubles='missing not-writable'
[ "$(id -u)" != 0 ] || troubles="$troubles full read-only"
for name in empty sync $working $troubles; do
  git init -q --bare -b main "$folder/$name.git"
  hook=$folder/$name.git/hooks/post-receive
  case $name in
    empty) printf '#!/bin/sh\nexit 0\n' >"$hook" ;;
    sync) # As large as what Repohook's hook writes.
      printf '#!/bin/sh\nprintf %%512s x >synced-$$\nsync synced-$$\n' >"$hook"
      ;;
    *)
      "$program" install --config "$folder/config" "$folder/$name.git" >/dev/null
      case " $troubles " in
        *" $name "*) sed -i "s|^repohook_spool=.*|repohook_spool='$(trouble "$name")'|" "$hook" ;;
      esac
      ;;
  esac
  chmod +x "$hook"
done
"$program" serve --config "$folder/config" >"$folder/serve.log" 2>&1 &
children=$!

git init -q -b main "$folder/work"
cd "$folder/work"
git config user.name Benchmark
git config user.email benchmark@example.com

# Microseconds that one push of one commit takes. What a spool of no use has the hook say is counted.
timed_push() {
  start=$(date +%s%N)
  git push -q "$folder/$1.git" main 2>"$folder/said"
  end=$(date +%s%N)
  echo $(((end - start) / 1000)) >>"$folder/$1.micros"
  grep -c 'repohook: this push was not recorded' "$folder/said" >>"$folder/$1.warnings" || :
}

# In another order each time: what one reads is warm for the next, and the server is still at work on
# what the one before has told it.
turns="empty sync $working $troubles"
i=0
while [ "$i" -lt "$pushes" ]; do
  git commit -q --allow-empty -m "commit $i"
  # shellcheck disable=SC2086 # They are words.
  for name in $(shuf -e $turns); do
    timed_push "$name"
  done
  i=$((i + 1))
done

median() {
  sort -n "$folder/$1.micros" | sed -n "$(((pushes + 1) / 2))p"
}
empty=$(median empty)
usual=$(median none)
awk "BEGIN { printf \"empty hook               %8.2f ms (medians of $pushes)\n\", $empty / 1000 }"
line() {
  ours=$(median "$2")
  awk "BEGIN {
    printf \"%-24s %8.2f ms, added %5.2f ms, of empty %.2f, of none %.2f%s\n\",
      \"$1\", $ours / 1000, ($ours - $empty) / 1000, $ours / $empty, $ours / $usual, \"${3-}\"
  }"
}
line 'a sync alone' sync
for name in $working; do
  line "receiver: $name" "$name"
done
for name in $troubles; do
  warned=$(awk '{ n += $1 } END { print n }' "$folder/$name.warnings")
  line "spool: $name" "$name" ", $warned warnings"
done
