#!/bin/sh
# Run a command with GONGKAI_DATABASE pointing to a PostgreSQL of its own, which is gone afterwards.
# usage: .ci/postgres.sh COMMAND [ARGUMENT...]
set -eu

initdb=$(command -v initdb || ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)
if [ -z "$initdb" ]; then
  echo "缺少 PostgreSQL，不能运行这些测试。请安装：sudo apt-get install postgresql" >&2
  exit 1
fi
place=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')

# PostgreSQL refuses to run as root.
as_owner() {
  if [ "$(id -u)" = 0 ]; then (cd "$place" && runuser -u postgres -- "$@"); else "$@"; fi
}

server() { as_owner "$(dirname "$initdb")/pg_ctl" --pgdata="$place/data" --silent --wait "$@"; }

stop() {
  server stop --mode=immediate || true
  rm -rf "$place"
}

printf %s "$password" > "$place/password"
if [ "$(id -u)" = 0 ]; then chown -R postgres "$place"; fi
trap stop EXIT
trap 'exit 130' INT TERM
as_owner "$initdb" --pgdata="$place/data" --username=gongkai --pwfile="$place/password" \
  --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >/dev/null
server start --log="$place/log" \
  --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c full_page_writes=off"
GONGKAI_DATABASE="postgres://gongkai:$password@127.0.0.1:$port/postgres" "$@"
