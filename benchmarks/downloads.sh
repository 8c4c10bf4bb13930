#!/bin/sh
# What counting downloads costs; see DownloadsBenchmark.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd -P)
exec java -Xmx256m -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "$here/benchmarks/target/classes:$here/packaging/target/repohook/lib/*" \
  io.repohook.benchmark.DownloadsBenchmark "$@"
