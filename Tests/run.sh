#!/usr/bin/env bash
# Sets up what is missing and runs all tests; stops at the first part that fails.
# The last lines are the counts of the two test runners.
#
# ARENA_FUZZ_SECONDS  how long each fuzzer runs, 20 if it is not given
# ARENA_KILL_ROUNDS   how often the server is killed, and its power cut, 20 and 10 if not given
# ARENA_DRY_RUNS      how many bodies each write route is tried with, 100 if it is not given
# ARENA_CONTRACT_REQUESTS  how many requests are made from /openapi.json, 2000 if it is not given
# ARENA_SEEDS         how many random lives of a store are simulated, 50 if it is not given
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONPYCACHEPREFIX="$PWD/.build/pycache"

bash Tests/setup.sh
swift format lint --strict --recursive Sources Tests Package.swift
swift build --build-tests --explicit-target-dependency-import-check error
swift test --skip-build --parallel --disable-xctest 2>&1 | tee .build/swift-test.log
sh Tests/Fuzz/run.sh
bash Docker/build.sh
# The acceptance tests start the program as it is shipped.
.build/venv/bin/python -m pytest -c Tests/pytest.ini "$@"
grep 'Test run with' .build/swift-test.log
