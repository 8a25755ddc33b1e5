#!/bin/sh
# Gives the network namespace that it runs in the firewall of an engine, all at once; again, it takes the place of the one before.
# Usage: firewall.sh RULES
set -eu

# slirp4netns brings no IPv6, and no rule below speaks of it.
for scope in all default; do
  switch=/proc/sys/net/ipv6/conf/$scope/disable_ipv6
  if [ -e "$switch" ]; then echo 1 >"$switch"; fi
done
exec iptables-restore --noflush "$1"
