#!/bin/sh
# Make .venv, install what the lock file names (by hash), then the package itself. usage: deploy/venv.sh LOCKFILE
set -eu
cd "$(dirname "$0")/.."

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
  for python in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$python" >/dev/null && is_new_enough "$python"; then echo "$python"; return; fi
  done
  echo "需要 Python 3.11 或更高版本，没有找到。Debian 12、Ubuntu 24.04 及以上可以直接安装：apt-get install python3 python3-venv" >&2
  return 1
}

make_venv() {
  python=$(find_python)
  if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    sh deploy/packages.sh --needed "$version"
  fi
  "$python" -m venv --clear .venv
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then make_venv; fi
echo "正在安装 $1 所列的依赖……"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$1"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable .
