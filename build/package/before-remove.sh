#!/bin/sh
# Before the package goes: the program ends, and what starts it at login goes with it. Each person's settings and history
# stay. An upgrade leaves the running program alone; it is the new one at its next start.
[ "$1" = remove ] || [ "$1" = 0 ] || exit 0

pkill -TERM -f '^/opt/Jobwatch/jobwatch' 2>/dev/null || true
for _ in 1 2 3 4 5 6 7 8 9 10; do
  pgrep -f '^/opt/Jobwatch/jobwatch' >/dev/null 2>&1 || break
  sleep 0.3
done
pkill -KILL -f '^/opt/Jobwatch/jobwatch' 2>/dev/null || true

getent passwd | while IFS=: read -r user _ _ _ _ home _; do
  entry="$home/.config/autostart/jobwatch.desktop"
  if [ -f "$entry" ] && grep -q '/opt/Jobwatch/jobwatch' "$entry"; then
    runuser -u "$user" -- rm -f "$entry" || true
  fi
done
