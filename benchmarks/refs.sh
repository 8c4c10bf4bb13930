#!/bin/sh
# What the ledger of a repository with many refs costs; see LedgerBenchmark.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd -P)
exec java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
  -cp "$here/benchmarks/target/classes:$here/packaging/target/repohook/lib/*" \
  io.repohook.benchmark.LedgerBenchmark "$@"
