const SERVICE = 'services:\n  app:\n    image: redis\n';

/** Nine times nine times …: eight levels of lists. */
export function aliasBomb(): string {
  return bomb('[x, x, x, x, x, x, x, x, x]', (inner) => `[${Array(9).fill(inner).join(', ')}]`);
}

/** The same of mappings, seven entries each. */
export function mappingBomb(): string {
  const entries = (inner: string) => Array.from({ length: 7 }, (_, n) => `k${n}: ${inner}`).join(', ');
  return bomb('{ k: v }', (inner) => `{ ${entries(inner)} }`);
}

/** Forty services, each with every port. */
export function portBomb(): string {
  const services = Array.from({ length: 40 }, (_, n) => `  s${n}: { image: redis, ports: ["1-65535"] }\n`);
  return `services:\n${services.join('')}`;
}

/** Defaults within defaults, which Compose looks through again at each level. */
export function defaultsBomb(): string {
  return `${SERVICE}    environment: { A: "${'${A:-'.repeat(6000)}${'}'.repeat(6000)}" }\n`;
}

function bomb(leaf: string, wrap: (inner: string) => string): string {
  const levels = Array.from({ length: 8 }, (_, level) => `x-${level + 1}: &a${level + 1} ${wrap(`*a${level}`)}\n`);
  return `x-0: &a0 ${leaf}\n${levels.join('')}${SERVICE}`;
}
