#!/bin/sh
# Fails when a call, cast, start or look-up takes over 5 % more instructions than recorded in guard/counts.txt.
# Builds nothing of the peers. With `record`, records.
set -eu
cd "$(dirname "$0")"
if ! command -v valgrind > /dev/null; then
    sudo=$(command -v sudo || true)
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq valgrind
fi
exec cargo run --release --locked -p guard -- "$@"
