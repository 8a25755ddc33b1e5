"""A small service that keeps widgets in PostgreSQL."""

from flask import Flask, request
from werkzeug.exceptions import HTTPException

import database

app = Flask(__name__)


@app.get("/")
def index():
    return {"service": "widgets", "routes": ["/initdb", "/widgets", "/widgets/<id>"]}


@app.get("/initdb")
def initialise():
    """Creates the table when it is not there yet: whoever calls this twice loses nothing."""
    database.query(
        "CREATE TABLE IF NOT EXISTS widgets (id serial PRIMARY KEY, name text NOT NULL, description text NOT NULL)"
    )
    return {"widgets": "ready"}


@app.get("/widgets")
def all_widgets():
    return database.query("SELECT id, name, description FROM widgets ORDER BY id")


@app.get("/widgets/<int:number>")
def one_widget(number):
    found = database.query("SELECT id, name, description FROM widgets WHERE id = %s", number)
    return found[0] if found else ({"error": "no such widget"}, 404)


@app.post("/widgets")
def add_widget():
    wanted = request.get_json(silent=True)
    texts = [wanted.get(key) for key in ("name", "description")] if isinstance(wanted, dict) else []
    if not texts or not all(isinstance(text, str) and text for text in texts):
        return {"error": "name and description are needed, both as text"}, 400
    added = database.query("INSERT INTO widgets (name, description) VALUES (%s, %s) RETURNING *", *texts)
    return added[0], 201


@app.errorhandler(HTTPException)
def refused(error):
    return {"error": error.name.lower()}, error.code


@app.errorhandler(database.NoTable)
def not_initialised(_):
    return {"error": "no widgets yet: call /initdb first"}, 404


@app.errorhandler(database.Error)
def unavailable(error):
    """What went wrong is for the log, not for the client."""
    app.logger.error("%s %s: %s", request.method, request.path, error)
    return {"error": "try again later"}, 503
