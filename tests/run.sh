#!/usr/bin/env bash
# Checks and tests everything, on a fresh machine too: its own environment, then format, lint, types, bundle, tests.
# Arguments go to pytest: bash tests/run.sh tests/unit
set -euo pipefail
cd "$(dirname "$0")/.."

need() { # need COMMAND PACKAGE [OPTION]: installs Debian's package where the command is missing and may be installed
    command -v "$1" >/dev/null || [ -n "$(compgen -G "/usr/lib/postgresql/*/bin/$1")" ] && return
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        echo "Installing $2 ..."
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq ${3:-} "$2" >/dev/null
    else
        echo "The tests need $1, which is missing: install $2 and run this again." >&2
        exit 1
    fi
}
need chromium chromium
need initdb postgresql
need node nodejs
need npm npm
need Rscript r-base-core --no-install-recommends # 30 MB

venv=tests/.venv
wanted="$(cat requirements.txt tests/requirements.txt components/corpus/requirements.txt | sha256sum)"
if [ "$(cat $venv/wanted 2>/dev/null)" != "$wanted" ]; then
    echo "Making the tests' environment ..."
    rm -rf $venv
    python3 -m venv $venv
    $venv/bin/pip install --quiet --disable-pip-version-check -r requirements.txt -r tests/requirements.txt
    echo "$wanted" >$venv/wanted
fi
export PATH="$PWD/$venv/bin:$PATH"

echo "Format, lint and types ..."
ruff format --check --quiet .
ruff check --quiet .
mypy

echo "The reader: types, tests, and that the committed bundle is what its source builds ..."
(
    cd components/reader/frontend
    npm ci --loglevel=error --no-audit --no-fund
    npm run --silent check
    npm test --silent
    npm run --silent build
)
git diff --exit-code --stat -- components/reader/build || {
    echo "components/reader/build is not what its source builds: commit the new bundle." >&2
    exit 1
}

echo "Tests ..."
python -m pytest -n 2 --dist worksteal "$@"
