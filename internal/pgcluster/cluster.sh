# Runs a throw-away PostgreSQL for as long as its standard input stays open:
# the kernel closes that when the process that started it ends, however it ends.
# Usage: cluster.sh BIN [NAME=VALUE…]; prints "ready DIR", or what went wrong.
bin=$1
shift

# That process may be gone before it reads our answer.
trap '' PIPE
dir=$(mktemp -d "${TMPDIR:-/tmp}/haven-pg-XXXXXX" 2>&1) || { echo "$dir"; exit 1; }
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1

settings="-c listen_addresses='' -c unix_socket_directories='$dir'"
for setting; do settings="$settings -c $setting"; done

if "$bin/initdb" --pgdata=data --username=haven --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 &&
	"$bin/pg_ctl" start --pgdata=data --wait --silent --log=log --options="$settings" >>log 2>&1; then
	echo "ready $dir"
	cat >/dev/null
else
	cat log
fi
"$bin/pg_ctl" stop --pgdata=data --mode=immediate --silent >/dev/null 2>&1
