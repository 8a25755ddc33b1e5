#!/bin/sh
# Options and *.conf files are arguments of redis-server; the server runs as the user redis, as in the official image.
set -e

case ${1-} in
  -* | *.conf) set -- redis-server "$@" ;;
esac

if [ "$1" = redis-server ]; then
  if [ "$(id -u)" = 0 ]; then
    find . \! -user redis -exec chown redis '{}' +
    exec setpriv --reuid=redis --regid=redis --clear-groups -- "$0" "$@"
  fi
  umask 0077
  # Without this, Redis refuses every client that is not on its own loopback.
  case " $* " in
    *' --protected-mode '* | *' --version '* | *' -v '* | *' --help '* | *' -h '* | *' --test-memory '* | *' - '*) ;;
    *) set -- "$@" --protected-mode no ;;
  esac
fi

exec "$@"
