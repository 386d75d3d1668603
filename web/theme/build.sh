#!/bin/sh
# Makes theme/cuaso.css from designsystemet.config.json, offline. Run it after a change of colours or of the CLI's version.
set -eu
cd "$(dirname "$0")"
PATH="$PWD/../../node_modules/.bin:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
designsystemet tokens create --config designsystemet.config.json --clean >/dev/null
designsystemet tokens build --config designsystemet.config.json -t .tokens -o "$work" --clean >/dev/null
cp "$work/cuaso.css" cuaso.css
rm -rf .tokens
echo "theme/cuaso.css: $(wc -c <cuaso.css) bytes"
