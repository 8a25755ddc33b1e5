#!/bin/sh
# A clean database each time: the second start of this container begins with nothing.
if [ -e /started ]; then
  rm -rf "$PGDATA"/*
fi
touch /started
exec docker-entrypoint.sh "$@"
