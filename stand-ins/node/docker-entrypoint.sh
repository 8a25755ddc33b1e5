#!/bin/sh
# Words that are no program are arguments of node: `docker run node:24 app.js`.
set -e
case ${1-} in
  -*) set -- node "$@" ;;
  *)
    if [ -f "${1-}" ] && [ ! -x "$1" ]; then set -- node "$@"
    elif ! command -v "${1-}" >/dev/null 2>&1; then set -- node "$@"
    fi ;;
esac
exec "$@"
