#!/bin/sh
# The archive_command of PostgreSQL for backups: archive-wal.sh <segment> <its name> <folder>. The file appears whole or not at all, and a segment
# that PostgreSQL archives again is the same.
set -eu
mkdir -p "$3"
if cmp -s "$1" "$3/$2"; then exit 0; fi
cp "$1" "$3/$2.partial"
sync "$3/$2.partial"
mv "$3/$2.partial" "$3/$2"
