#!/bin/sh
set -e
install --directory --owner=node --group=node /run/users
exec setpriv --reuid=node --regid=node --init-groups "$@"
