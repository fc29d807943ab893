#!/bin/sh
# Deletes from these folders of an image what nothing runs: sources in TypeScript, types, source maps, tests, build records.
set -eu
find "$@" -type d \( -name test -o -name tests -o -name __tests__ -o -name .turbo \) -prune -exec rm -rf {} +
find "$@" -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.tsx' -o -name '*.map' -o -name '*.test.js' -o -name '*.tsbuildinfo' \) -delete
find "$@" -type d -empty -delete
