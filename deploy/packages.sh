#!/bin/sh
# Install the Debian or Ubuntu packages that are missing (as root), or name them. Without --needed a package that cannot
# be had is named and passed over; with CI=true nothing is passed over. usage: deploy/packages.sh [--needed] PACKAGE...
set -eu

needed=${CI:-false}
if [ "${1:-}" = --needed ]; then needed=true; shift; fi

is_there() {
  case $1 in
    chromium) command -v chromium ;;
    fonts-noto-cjk) ls /usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc ;;
    nginx-light) PATH=$PATH:/usr/sbin command -v nginx ;;
    poppler-utils) command -v pdftotext ;;
    postgresql) ls /usr/lib/postgresql/*/bin/initdb ;;
    *) dpkg -s "$1" ;;
  esac >/dev/null 2>&1
}

missing() {
  for package; do is_there "$package" || printf ' %s' "$package"; done
}

install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get install --yes --quiet --no-install-recommends "$@" || {
    apt-get update --quiet && apt-get install --yes --quiet --no-install-recommends "$@"
  }
}

absent=$(missing "$@")
if [ -n "$absent" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "正在安装系统软件包：$absent"
  # shellcheck disable=SC2086  # one word per package
  install $absent >&2 </dev/null || true
  absent=$(missing "$@")
fi
if [ -z "$absent" ]; then exit 0; fi
echo "缺少系统软件包：$absent。请由管理员安装：sudo apt-get install$absent" >&2
if [ "$needed" = true ]; then exit 1; fi
