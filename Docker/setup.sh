#!/usr/bin/env bash
# Installs what building Arena needs beside the Swift toolchain: the headers of libcurl, by which
# webhooks are sent, from Debian as root or by sudo. What is there already costs nothing.
set -euo pipefail

package=libcurl4-openssl-dev
for header in /usr/include/curl/curl.h /usr/include/*/curl/curl.h; do
    [ ! -e "$header" ] || exit 0
done
as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)
echo "Installing the Debian package $package" >&2
"${as_root[@]}" apt-get update -qq >&2
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends "$package" >/dev/null
