#!/usr/bin/env bash
# Builds Arena as it is shipped and lays it out below a folder: .build/installed, or the one named.
# Needs the Swift toolchain and what setup.sh installs; the Dockerfile and the acceptance tests run
# this very script.
set -euo pipefail
cd "$(dirname "$0")/.."
destination=${1:-.build/installed}

bash Docker/setup.sh
build=(swift build -c release --product arena)
"${build[@]}"
install -D -m 0755 "$("${build[@]}" --show-bin-path)/arena" "$destination/usr/bin/arena"

pages="$destination/usr/share/arena/Public"
rm -rf "$pages"
mkdir -p "$pages"
cp -R Public/. "$pages"
find "$pages" -type f -exec gzip -9 -n -k {} +
