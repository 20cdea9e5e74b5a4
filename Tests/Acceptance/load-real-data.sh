#!/usr/bin/env bash
# Loads real organisations and experiences into a server, with curl and jq alone.
#
#   load-real-data.sh BASE_URL ADMIN_TOKEN DATA_FOLDER [ndjson]
#
# Registers all organisations, founds an arena, lets all join, and posts each experience as the
# organisation that tells it; with `ndjson` the admin posts all of them in one request.
# Prints the arena's slug. Start the server with ARENA_RATE_LIMIT=off.
set -euo pipefail

base=$1 admin=$2 data=$3 way=${4:-one-by-one}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Sends what comes in as lines of {method, path, token, body}, many at a time, and prints the
# answers in the same order. Any answer but a 2xx fails.
send() {
    local answers
    answers=$(mktemp -d -p "$work")
    jq --slurp --raw-output --arg base "$base" --arg answers "$answers" '
        [to_entries[] | [
            "url = \($base + .value.path | @json)",
            "request = \(.value.method)",
            "oauth2-bearer = \(.value.token | @json)",
            "json = \(.value.body | tojson | @json)",
            "output = \("\($answers)/\(.key + 100000)" | @json)",
            "write-out = \"%{http_code} %{method} %{url}\\n\""
        ] | join("\n")] | join("\nnext\n")' |
        curl -sS --parallel --parallel-max 16 --config - >"$answers.statuses"
    if grep -v '^2' "$answers.statuses" >&2; then
        echo "load-real-data.sh: not all requests were taken; the last answer:" >&2
        cat "$(find "$answers" -type f | sort | tail -n 1)" >&2
        return 1
    fi
    jq --compact-output . "$answers"/*
}

{
    cat "$data/organisations.ndjson"
    jq --compact-output --slurp \
        'map(.organisation) | unique[] | {name: ., kind: "private"}' "$data/experiences.ndjson"
} | jq --compact-output --arg token "$admin" \
    '{method: "POST", path: "/v1/organisations", token: $token, body: .}' |
    send >"$work/organisations"

arena=$(jq --null-input --compact-output --arg token "$admin" '{
    method: "POST", path: "/v1/arenas", token: $token, body: {
        name: "Hendelser i drift", purpose: "Lære av det som gikk galt hos andre."}}' |
    send | jq --exit-status --raw-output 'select(.state == "open").slug')

jq --compact-output --arg path "/v1/arenas/$arena/members/me" \
    '{method: "PUT", path: $path, token: .token, body: {}}' "$work/organisations" |
    send >"$work/members"

# The organisation of each experience, found by its name, in place of the name.
jq --compact-output --slurpfile organisations "$work/organisations" '
    (INDEX($organisations[]; .name)) as $named
    | {who: $named[.organisation], post: del(.organisation)}' \
    "$data/experiences.ndjson" >"$work/posts"

case $way in
one-by-one)
    jq --compact-output --arg path "/v1/arenas/$arena/posts" \
        '{method: "POST", path: $path, token: .who.token, body: .post}' "$work/posts" |
        send >"$work/posted"
    ;;
ndjson)
    jq --compact-output '.post + {author: .who.id}' "$work/posts" >"$work/lines"
    curl -sS --fail-with-body --oauth2-bearer "$admin" \
        -H 'Content-Type: application/x-ndjson' --data-binary @"$work/lines" \
        "$base/v1/arenas/$arena/posts" >"$work/results"
    if ! jq --exit-status --slurp --argjson count "$(wc -l <"$work/lines")" \
        'length == $count and all(.status == 201)' "$work/results" >/dev/null; then
        echo "load-real-data.sh: not all lines were taken:" >&2
        jq --compact-output 'select(.status != 201)' "$work/results" >&2
        exit 1
    fi
    ;;
*)
    echo "load-real-data.sh: $way is neither one-by-one nor ndjson" >&2
    exit 64
    ;;
esac
echo "$arena"
