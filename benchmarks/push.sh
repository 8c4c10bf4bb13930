#!/bin/sh
# What the hook adds to a push: real pushes to a repository with an empty hook and to three with
# Repohook's, whose receivers are none, slow and dead, while the server delivers. They are made in
# turn, so that all see the same machine. Prints each median, what it adds, and the ratio.
#
#   benchmarks/push.sh [PUSHES] [SPOOL]
#
# SPOOL may name a folder on another disk, one that is missing, or one that is full; the server then
# gets nothing to deliver. Needs the built program: ./mvnw -DskipTests package
set -eu

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
spool: $folder/spool
store: sqlite:$folder/store.db
listen: 127.0.0.1:0
git: {roots: [$folder]}
YAML
subscribe() {
  echo "subscriptions: {ci: {webhook: \"http://127.0.0.1:$2/\"}}" >"$folder/config/repositories/$1.yaml"
}
subscribe slow "$port"
subscribe dead 9 # the port of discard, where nobody listens
for name in empty none slow dead; do
  git init -q --bare -b main "$folder/$name.git"
  case $name in
    empty)
      printf '#!/bin/sh\nexit 0\n' >"$folder/empty.git/hooks/post-receive"
      chmod +x "$folder/empty.git/hooks/post-receive"
      ;;
    *)
      "$program" install --config "$folder/config" "$folder/$name.git" >/dev/null
      if [ "$spool" != "$folder/spool" ]; then
        sed -i "s|^repohook_spool=.*|repohook_spool='$spool'|" "$folder/$name.git/hooks/post-receive"
      fi
      ;;
  esac
done
"$program" serve --config "$folder/config" >"$folder/serve.log" 2>&1 &
children=$!

git init -q -b main "$folder/work"
cd "$folder/work"
git config user.name Benchmark
git config user.email benchmark@example.com

# Microseconds that one push of one commit takes.
timed_push() {
  start=$(date +%s%N)
  git push -q "$folder/$1.git" main 2>/dev/null
  end=$(date +%s%N)
  echo $(((end - start) / 1000)) >>"$folder/$1.micros"
}

i=0
while [ "$i" -lt "$pushes" ]; do
  git commit -q --allow-empty -m "commit $i"
  # Who goes first changes, as what the first one reads is warm for the others.
  case $((i % 4)) in
    0) turns='empty none slow dead' ;;
    1) turns='none slow dead empty' ;;
    2) turns='slow dead empty none' ;;
    3) turns='dead empty none slow' ;;
  esac
  for name in $turns; do
    timed_push "$name"
  done
  i=$((i + 1))
done

median() {
  sort -n "$folder/$1.micros" | sed -n "$(((pushes + 1) / 2))p"
}
empty=$(median empty)
awk "BEGIN { printf \"empty hook      %8.2f ms (medians of $pushes)\n\", $empty / 1000 }"
for name in none slow dead; do
  ours=$(median "$name")
  awk "BEGIN {
    printf \"receiver: %s  %8.2f ms, added %.2f ms, ratio %.2f\n\",
      \"$name\", $ours / 1000, ($ours - $empty) / 1000, $ours / $empty
  }"
done
