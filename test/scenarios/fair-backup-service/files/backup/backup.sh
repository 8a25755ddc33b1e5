# Once an hour; the first time when the database is there.
export PGUSER="$POSTGRES_USER" PGPASSWORD="$POSTGRES_PASSWORD" PGDATABASE="$POSTGRES_DB"
until pg_isready --quiet; do sleep 1; done
while pg_dump > /backup/users.sql; do sleep 3600; done
