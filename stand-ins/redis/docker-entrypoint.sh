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
  # Without this, Redis refuses every client that is not on its own loopback. The last setting wins, so the user's own stay.
  case " $* " in
    *' --protected-mode '*) ;;
    *) server=$1; shift
      case ${1-} in
        '' | -*) set -- "$server" --protected-mode no "$@" ;;
        *) conf=$1; shift; set -- "$server" "$conf" --protected-mode no "$@" ;;
      esac ;;
  esac
fi

exec "$@"
