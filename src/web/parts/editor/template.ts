import type { Lang } from '../../../core/text.ts';

/** What a new assignment begins with: it can be published as it stands, and says of each part what it is for. */
export const TEMPLATES: Record<Lang, string> = {
  en: `# The name of the assignment in addresses and commands. It cannot be changed later.
id: my-assignment
# What people read; "title: Docker" serves both languages.
title:
  en: My assignment
  es: Mi consigna

# Deadline with its time zone, and what a day late costs.
# due: 2026-12-01T23:59:00-03:00
# late: { pointsPerDay: 10, days: 3 }
# How often a student may hand in, and which attempt counts: best or last.
attempts: { limit: 20, count: best }

# Service, port and database are found by themselves; name them where they must be certain ones.
# stack:
#   app: web
#   port: 3000
#   database: db
#   # Files that git rightly does not hold.
#   files:
#     .env: |
#       POSTGRES_PASSWORD=only-for-grading

# The application counts as up when this path answers.
ready: { path: /, within: 60s }

# Requests that must be answered as expected, in this order. \${nonce} is a fresh random value in each run.
# probes:
#   - name: create a user
#     request: { method: POST, path: /users, json: { email: "\${nonce}@example.com" } }
#     expect: { status: 201 }
#     save: { userId: $.id }
#   - name: read the user
#     request: { path: "/users/\${userId}" }
#     expect: { status: 200, body: "\${nonce}" }

# Which probe writes what must survive, and how it is read again.
# persistence:
#   write: create a user
#   read:
#     request: { path: "/users/\${userId}" }
#     expect: { status: 200, body: "\${nonce}" }

# Points of each line. What is left out gives advice and no points.
rubric:
  # An image for the application
  dockerfile-present: 5
  image-builds: 15
  runs-as-non-root: 5
  # Application and database with Compose
  compose-present: 5
  stack-starts: 15
  app-responds: 10
  app-uses-database: 5
  recovers-from-database-outage: 5
  # Data that survives
  database-volume-declared: 10
  database-survives-restart: 5
  database-survives-recreation: 20

limits: { time: 10m, memory: 2g }
`,
  es: `# El nombre de la consigna en direcciones y comandos. Después no se puede cambiar.
id: mi-consigna
# Lo que leen las personas; "title: Docker" sirve para los dos idiomas.
title:
  en: My assignment
  es: Mi consigna

# Fecha límite con su zona horaria, y lo que cuesta cada día de atraso.
# due: 2026-12-01T23:59:00-03:00
# late: { pointsPerDay: 10, days: 3 }
# Cuántas veces se puede entregar, y qué intento cuenta: best (el mejor) o last (el último).
attempts: { limit: 20, count: best }

# El servicio, el puerto y la base de datos se encuentran solos; nómbralos si tienen que ser unos determinados.
# stack:
#   app: web
#   port: 3000
#   database: db
#   # Archivos que, con razón, no están en git.
#   files:
#     .env: |
#       POSTGRES_PASSWORD=only-for-grading

# La aplicación cuenta como lista cuando esta ruta responde.
ready: { path: /, within: 60s }

# Peticiones que deben responderse como se espera, en este orden. \${nonce} es un valor al azar, nuevo en cada ejecución.
# probes:
#   - name: crear un usuario
#     request: { method: POST, path: /users, json: { email: "\${nonce}@example.com" } }
#     expect: { status: 201 }
#     save: { userId: $.id }
#   - name: leer el usuario
#     request: { path: "/users/\${userId}" }
#     expect: { status: 200, body: "\${nonce}" }

# Qué petición escribe lo que debe sobrevivir, y cómo se vuelve a leer.
# persistence:
#   write: crear un usuario
#   read:
#     request: { path: "/users/\${userId}" }
#     expect: { status: 200, body: "\${nonce}" }

# Puntos de cada línea. Lo que no está da consejos y ningún punto.
rubric:
  # Una imagen para la aplicación
  dockerfile-present: 5
  image-builds: 15
  runs-as-non-root: 5
  # Aplicación y base de datos con Compose
  compose-present: 5
  stack-starts: 15
  app-responds: 10
  app-uses-database: 5
  recovers-from-database-outage: 5
  # Datos que sobreviven
  database-volume-declared: 10
  database-survives-restart: 5
  database-survives-recreation: 20

limits: { time: 10m, memory: 2g }
`,
};
