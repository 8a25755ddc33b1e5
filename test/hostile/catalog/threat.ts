/** One thing that a hostile submission or request tries; a row of docs/security.md. */
export interface Threat {
  /** `F01` and so on. Tests name it: see `named`. */
  id: `F${number}`;
  /** What is tried, in one line. */
  attack: string;
  /** What happens instead, in one line: who sees what. */
  treatment: string;
  /** The test file, relative to the project, in which a test whose name begins with the id tries it on the real thing. */
  test: string;
}

/** The name of the test of a threat: its id, and what is tried. */
export function named({ id, attack }: Threat): string {
  return `${id} ${attack}`;
}

/** Looks a threat up by its id. Throws where there is none, so that no test is named after nothing. */
export function threatOf(threats: readonly Threat[], id: Threat['id']): Threat {
  const found = threats.find((threat) => threat.id === id);
  if (!found) throw new Error(`${id} is not in the catalog`);
  return found;
}
