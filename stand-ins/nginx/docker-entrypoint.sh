#!/bin/sh
# Runs /docker-entrypoint.d in order before nginx starts.
set -e

say() { [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$0: $*"; }

case ${1-} in
  nginx | nginx-debug)
    for file in /docker-entrypoint.d/*; do
      case $file in
        *.envsh) [ -x "$file" ] && { say "Sourcing $file"; . "$file"; } ;;
        *.sh) [ -x "$file" ] && { say "Launching $file"; "$file"; } ;;
      esac
    done
    say 'Configuration complete; ready for start up' ;;
esac

exec "$@"
