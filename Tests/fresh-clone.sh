#!/usr/bin/env bash
# Runs the two commands of the README in a fresh clone of what is committed: the first until the
# server is ready, the second to its end. Takes as long as building everything twice.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
server=
finish() {
    [ -z "$server" ] || kill "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

git clone --quiet "$root" "$work/clone"
# The real data stands beside the project and is no part of it.
[ ! -d "$root/../shared" ] || ln -s "$(cd "$root/../shared" && pwd)" "$work/shared"
cd "$work/clone"

# The first line of the README's first two sh blocks.
mapfile -t commands < <(awk '/^```sh$/ { getline; print }' README.md | head -n 2)
echo "First: ${commands[0]}"
coproc SERVER { exec bash -c "${commands[0]}" 2>"$work/stderr"; }
server=$SERVER_PID
exec {answers}<&"${SERVER[0]}"
url=
while [ -z "$url" ] && read -r line <&"$answers"; do
    [[ $line != "listening on "* ]] || url=${line#listening on }
done
if [ -z "$url" ]; then
    cat "$work/stderr" >&2
    exit 1
fi
curl -sS --fail-with-body "$url/readyz"
kill "$server"
wait "$server"
server=

echo "Second: ${commands[1]}"
bash -c "${commands[1]}"
git status --porcelain | { ! grep .; }
