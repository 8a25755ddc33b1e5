#!/bin/sh
# The checks of the official image that Compose files use: --connect and --innodb_initialized. Needs no password: it asks on the
# network, where an answer that refuses us is an answer too.
set -e
for check in "${@:---connect}"; do
  case $check in
    --connect | --innodb_initialized)
      mariadb-admin --protocol=tcp --host=127.0.0.1 --connect-timeout=3 --user=healthcheck ping >/dev/null 2>&1 ||
        mariadb-admin --protocol=tcp --host=127.0.0.1 --connect-timeout=3 --user=healthcheck ping 2>&1 | grep -q 'Access denied' ;;
    --su-mysql | --no-defaults) ;;
    *) echo "unknown check $check" >&2; exit 1 ;;
  esac
done
