#!/bin/bash
# Makes the database at the first start, as the official image does, then becomes the server as the user mysql.
set -eo pipefail

say() { echo "$(date -u +'%F %T%:z') [Note] [Entrypoint]: $*"; }
fail() { echo "$(date -u +'%F %T%:z') [ERROR] [Entrypoint]: $*" >&2; exit 1; }

DATADIR=/var/lib/mysql
SOCKET=/run/mysqld/mysqld.sock

# MARIADB_X, MARIADB_X_FILE, MYSQL_X or MYSQL_X_FILE, as MARIADB_X.
setting() {
  local name=$1 prefix variable file
  for prefix in MARIADB MYSQL; do
    variable=${prefix}_$name file=${prefix}_${name}_FILE
    if [ -n "${!variable-}" ] && [ -n "${!file-}" ]; then fail "Both $variable and $file are set (but are exclusive)"; fi
    if [ -n "${!file-}" ]; then export "MARIADB_$name=$(<"${!file}")"; return; fi
    if [ -n "${!variable-}" ]; then export "MARIADB_$name=${!variable}"; return; fi
  done
}

check_settings() {
  if [ -z "$MARIADB_ROOT_PASSWORD$MARIADB_ALLOW_EMPTY_ROOT_PASSWORD$MARIADB_RANDOM_ROOT_PASSWORD" ]; then
    fail $'Database is uninitialized and password option is not specified\n\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD'
  fi
}

sql_text() { local text=${1//\\/\\\\}; printf "'%s'" "${text//\'/\\\'}"; }
client() { mariadb --protocol=socket --socket="$SOCKET" --user=root --password="${ROOT_PASSWORD_NOW-}" "$@"; }

start_temporary() {
  # Nobody can reach the server before it is complete: no network.
  "$@" --skip-networking --socket="$SOCKET" --wsrep_on=OFF --expire-logs-days=0 --loose-innodb_buffer_pool_load_at_startup=0 &
  server=$!
  until mariadb-admin --protocol=socket --socket="$SOCKET" --user=root ping >/dev/null 2>&1; do
    kill -0 "$server" 2>/dev/null || fail 'Unable to start server.'
    sleep 0.1
  done
}

create_accounts() {
  local root_host=${MARIADB_ROOT_HOST-%} password
  if [ -n "$MARIADB_RANDOM_ROOT_PASSWORD" ]; then
    MARIADB_ROOT_PASSWORD=$(pwgen --numerals --capitalize --symbols --remove-chars="'\\" -1 32)
    say "GENERATED ROOT PASSWORD: $MARIADB_ROOT_PASSWORD"
  fi
  password=$(sql_text "$MARIADB_ROOT_PASSWORD")
  {
    echo 'SET @@SESSION.SQL_LOG_BIN=0;'
    # mariadb-install-db makes these without a password, and they would go before root@%.
    echo "DROP USER IF EXISTS 'mysql'@'localhost', 'root'@'127.0.0.1', 'root'@'::1', 'root'@'$(hostname)';"
    echo "DELETE FROM mysql.proxies_priv WHERE Host <> 'localhost'; FLUSH PRIVILEGES;"
    echo 'DROP DATABASE IF EXISTS test;'
    echo "ALTER USER 'root'@'localhost' IDENTIFIED BY $password;"
    if [ -n "$root_host" ] && [ "$root_host" != localhost ]; then
      echo "CREATE USER 'root'@'$root_host' IDENTIFIED BY $password;"
      echo "GRANT ALL ON *.* TO 'root'@'$root_host' WITH GRANT OPTION;"
    fi
    if [ -n "$MARIADB_DATABASE" ]; then echo "CREATE DATABASE IF NOT EXISTS \`$MARIADB_DATABASE\`;"; fi
    if [ -n "$MARIADB_USER" ] && [ -n "$MARIADB_PASSWORD" ]; then
      echo "CREATE USER $(sql_text "$MARIADB_USER")@'%' IDENTIFIED BY $(sql_text "$MARIADB_PASSWORD");"
      if [ -n "$MARIADB_DATABASE" ]; then
        echo "GRANT ALL ON \`${MARIADB_DATABASE//_/\\_}\`.* TO $(sql_text "$MARIADB_USER")@'%';"
      fi
    fi
  } | client --database=mysql
  ROOT_PASSWORD_NOW=$MARIADB_ROOT_PASSWORD
}

run_init_files() {
  local file database=()
  if [ -n "$MARIADB_DATABASE" ]; then database=(--database="$MARIADB_DATABASE"); fi
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh)
        if [ -x "$file" ]; then say "running $file"; "$file"
        else say "sourcing $file"; . "$file"
        fi ;;
      *.sql) say "running $file"; client "${database[@]}" <"$file" ;;
      *.sql.gz) say "running $file"; gunzip -c "$file" | client "${database[@]}" ;;
      */\*) ;;
      *) say "ignoring $file" ;;
    esac
  done
}

first_start() {
  check_settings
  say 'Initializing database files'
  mariadb-install-db --datadir="$DATADIR" --rpm --auth-root-authentication-method=normal --skip-test-db \
    --old-mode='UTF8_IS_UTF8MB3' >/dev/null
  say 'Starting temporary server'
  start_temporary "$@"
  create_accounts
  run_init_files
  say 'Stopping temporary server'
  kill "$server"
  wait "$server"
  say 'MariaDB init process done. Ready for start up.'
}

if [ "${1:0:1}" = - ]; then set -- mariadbd "$@"; fi

if [ "${1-}" = mariadbd ] || [ "${1-}" = mysqld ]; then
  say 'Entrypoint script for MariaDB Server started.'
  if [ "$(id -u)" = 0 ]; then
    find "$DATADIR" /run/mysqld \! -user mysql -exec chown mysql: '{}' +
    exec setpriv --reuid=mysql --regid=mysql --init-groups -- "$BASH_SOURCE" "$@"
  fi
  for name in ROOT_PASSWORD ALLOW_EMPTY_ROOT_PASSWORD RANDOM_ROOT_PASSWORD ROOT_HOST DATABASE USER PASSWORD; do
    setting "$name"
  done
  : "${MARIADB_ALLOW_EMPTY_ROOT_PASSWORD:=${MYSQL_ALLOW_EMPTY_PASSWORD-}}"
  if [ ! -d "$DATADIR/mysql" ]; then first_start "$@"; fi
fi

exec "$@"
