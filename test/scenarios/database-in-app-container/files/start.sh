#!/bin/sh
redis-server --dir /data --appendonly yes --daemonize yes
exec node src/server.js
