#!/bin/sh
# What the hook adds to a push: real pushes to a repository with Repohook's hook and to one with an
# empty hook, in turn, so that both see the same machine. Prints each median and the difference.
#
#   benchmarks/push.sh [PUSHES] [SPOOL]
#
# SPOOL may name a folder on another disk, one that is missing, or one that is full. Needs the built
# program: ./mvnw -DskipTests package
set -eu

pushes=${1:-100}
here=$(cd "$(dirname "$0")/.." && pwd -P)
program=$here/packaging/target/repohook/bin/repohook
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
spool=${2:-$folder/spool}
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_CONFIG_GLOBAL GIT_CONFIG_NOSYSTEM

mkdir -p "$folder/config"
cat >"$folder/config/repohook.yaml" <<YAML
spool: $folder/spool
store: sqlite:$folder/store.db
git: {roots: [$folder]}
YAML
for name in empty ours; do
  git init -q --bare -b main "$folder/$name.git"
done
printf '#!/bin/sh\nexit 0\n' >"$folder/empty.git/hooks/post-receive"
chmod +x "$folder/empty.git/hooks/post-receive"
"$program" install --config "$folder/config" "$folder/ours.git" >/dev/null
if [ "$spool" != "$folder/spool" ]; then
  sed -i "s|^repohook_spool=.*|repohook_spool='$spool'|" "$folder/ours.git/hooks/post-receive"
fi

git init -q -b main "$folder/work"
cd "$folder/work"
git config user.name Benchmark
git config user.email benchmark@example.com

# Milliseconds that one push of one commit takes.
timed_push() {
  start=$(date +%s%N)
  git push -q "$folder/$1.git" main 2>/dev/null
  end=$(date +%s%N)
  echo $(((end - start) / 1000)) >>"$folder/$1.micros"
}

i=0
while [ "$i" -lt "$pushes" ]; do
  git commit -q --allow-empty -m "commit $i"
  # Who goes first changes, as what the first one reads is warm for the second.
  if [ $((i % 2)) = 0 ]; then
    timed_push empty
    timed_push ours
  else
    timed_push ours
    timed_push empty
  fi
  i=$((i + 1))
done

median() {
  sort -n "$folder/$1.micros" | sed -n "$(((pushes + 1) / 2))p"
}
empty=$(median empty)
ours=$(median ours)
awk "BEGIN {
  printf \"empty hook %.2f ms, ours %.2f ms, added %.2f ms (medians of $pushes), ratio %.2f\n\",
    $empty / 1000, $ours / 1000, ($ours - $empty) / 1000, $ours / $empty
}"
