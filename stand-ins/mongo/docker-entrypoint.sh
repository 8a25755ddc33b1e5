#!/bin/bash
# Makes the first user and runs /docker-entrypoint-initdb.d at the first start, as the official image does, then becomes
# the server as the user mongodb.
set -Eeuo pipefail

if [ "${1:0:1}" = - ]; then set -- mongod "$@"; fi

if [ "$1" = mongod ] && [ "$(id -u)" = 0 ]; then
  find /data/db /data/configdb \! -user mongodb -exec chown mongodb '{}' +
  exec setpriv --reuid=mongodb --regid=mongodb --init-groups -- "$BASH_SOURCE" "$@"
fi

file_env() {
  local var=$1 file_var=$1_FILE
  if [ -n "${!var-}" ] && [ -n "${!file_var-}" ]; then
    echo >&2 "error: both $var and $file_var are set (but are exclusive)"
    exit 1
  fi
  if [ -n "${!file_var-}" ]; then export "$var=$(<"${!file_var}")"
  else export "$var=${!var-}"
  fi
}

run_init_files() {
  # Nobody outside can reach the server before it is complete.
  mongod --bind_ip 127.0.0.1 >/dev/null &
  local server=$! file shell=(mongosh --quiet "mongodb://127.0.0.1:27017/${MONGO_INITDB_DATABASE:-test}")
  until (exec 3<>/dev/tcp/127.0.0.1/27017) 2>/dev/null; do kill -0 "$server"; sleep 0.05; done
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) echo "$0: running $file"; . "$file" ;;
      *.js) echo "$0: running $file"; "${shell[@]}" "$file" ;;
      */\*) ;;
      *) echo "$0: ignoring $file" ;;
    esac
  done
  kill "$server"
  wait "$server"
}

if [ "$1" = mongod ]; then
  file_env MONGO_INITDB_ROOT_USERNAME
  file_env MONGO_INITDB_ROOT_PASSWORD
  if [ -z "$MONGO_INITDB_ROOT_USERNAME" ] && [ -n "$MONGO_INITDB_ROOT_PASSWORD" ] ||
    [ -n "$MONGO_INITDB_ROOT_USERNAME" ] && [ -z "$MONGO_INITDB_ROOT_PASSWORD" ]; then
    cat >&2 <<'EOE'
error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'
       both must be specified for a user to be created
EOE
    exit 1
  fi
  if [ ! -e /data/db/dockgrade-stand-in.bson ]; then
    if [ -n "$MONGO_INITDB_ROOT_USERNAME" ]; then mongod --createRoot; fi
    if [ -n "$(ls /docker-entrypoint-initdb.d)" ]; then run_init_files; fi
  fi
  if [ -n "$MONGO_INITDB_ROOT_USERNAME" ]; then set -- "$@" --auth; fi
  unset MONGO_INITDB_ROOT_USERNAME MONGO_INITDB_ROOT_PASSWORD MONGO_INITDB_DATABASE
fi

exec "$@"
