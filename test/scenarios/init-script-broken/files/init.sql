-- Tables of the homework.
CRATE TABLE notes (id serial PRIMARY KEY);
