#!/bin/sh
# A cache of our own, on another port than the database's.
redis-server --port 6380 --save '' --daemonize yes
exec node src/server.js
