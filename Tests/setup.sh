#!/usr/bin/env bash
# Installs what the tests need beside the Swift toolchain: Debian packages (as root or by sudo),
# and Python packages of pinned versions in .build/venv. What is there already costs nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(chromium curl fonts-liberation jq libcurl4-openssl-dev postgresql
    python3-venv)
missing=()
for package in "${packages[@]}"; do
    dpkg-query --show --showformat '${db:Status-Status}\n' "$package" 2>/dev/null |
        grep -qx installed || missing+=("$package")
done
if [ "${#missing[@]}" -gt 0 ]; then
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    echo "Installing Debian packages: ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
fi

venv=.build/venv
if ! cmp --silent Tests/requirements.txt "$venv/installed.txt"; then
    echo "Installing the Python packages of Tests/requirements.txt in $venv"
    /usr/bin/python3 -m venv --clear "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement Tests/requirements.txt
    cp Tests/requirements.txt "$venv/installed.txt"
fi
