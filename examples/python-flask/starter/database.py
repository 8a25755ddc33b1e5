"""The connection to PostgreSQL. Its settings come from the environment, its password from a file."""

import os
from contextlib import closing
from pathlib import Path

import psycopg2
from psycopg2.errors import UndefinedTable as NoTable
from psycopg2.extras import RealDictCursor

Error = psycopg2.Error


def query(text, *values):
    """The rows as dictionaries. Each query has a connection of its own: one that broke is in nobody's way."""
    with closing(connect()) as connection, connection, connection.cursor(cursor_factory=RealDictCursor) as cursor:
        cursor.execute(text, values)
        return [dict(row) for row in cursor.fetchall()] if cursor.description else []


def connect():
    return psycopg2.connect(
        host=os.environ.get("DB_HOST", "localhost"),
        user=os.environ.get("DB_USER", "postgres"),
        dbname=os.environ.get("DB_NAME", "example"),
        password=Path(os.environ.get("DB_PASSWORD_FILE", "db/password.txt")).read_text().strip(),
        connect_timeout=3,
    )
