#!/usr/bin/env bash
# Sets up what the tests need and runs all of them. The last line is "N passed, N failed, N skipped".
set -euo pipefail
cd "$(dirname "$0")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
configuration=${CONFIGURATION:-Release}

# The browser: Debian's own package where there is apt; elsewhere the tests fetch Playwright's.
if ! command -v chromium >/dev/null && ! command -v google-chrome >/dev/null && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the browser tests…"
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
fi

dotnet build --configuration "$configuration" --verbosity quiet -warnaserror

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet "ChargingConsole.Tests/bin/$configuration/net10.0/ChargingConsole.Tests.dll" --no-progress "$@" 2>&1 | tee "$log" || status=$?

count() { sed -n "s/^ *$1: *\([0-9][0-9]*\).*/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded); failed=$(count failed); skipped=$(count skipped)
# A run that broke off without a summary has failed, whatever it printed.
if [ -z "$passed" ]; then passed=0; failed=1; skipped=0; status=1; fi
echo "$passed passed, $failed failed, $skipped skipped"
exit "$status"
