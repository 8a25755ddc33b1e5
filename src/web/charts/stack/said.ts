import type { Lang } from '../../../core/text.ts';
import type { ServiceNode, StoreNode } from './graph.ts';
import { isWell, KINDS, stateWords, WORDS } from './words.ts';

const MOST_PORTS = 6;

/** What is told of a service, in the picture and in the table alike. Empty where there is nothing to tell. */
export interface ServiceSaid {
  name: string;
  role: string;
  image: string;
  /** Most important first. */
  state: string[];
  /** null: nothing was started. */
  well: boolean | null;
  ports: string[];
  networks: string[];
}

export function serviceSaid({ facts, state, role }: ServiceNode, lang: Lang): ServiceSaid {
  const image = facts.build === null ? (facts.image?.reference ?? null) : null;
  // What is built does not tell by its image which database it is.
  const kind = image === null && facts.database !== null ? ` (${facts.database})` : '';
  return {
    name: facts.name,
    role: role === null ? '' : WORDS[role][lang] + kind,
    image: image ?? WORDS.built[lang],
    state: state === null ? [] : stateWords(state, lang),
    well: state && isWell(state),
    networks: state?.networks ?? [],
    ports: [
      ...some(
        facts.ports.map(({ published, target }) => (published === null ? `${target}` : `${published} → ${target}`)),
        WORDS.published[lang],
      ),
      ...some(
        [...new Set(state?.listening?.map(({ port }) => port))].sort((a, b) => a - b).map(String),
        WORDS.listens[lang],
      ),
    ],
  };
}

export function storeSaid({ kind, name }: StoreNode, lang: Lang): { name: string; kind: string } {
  return { name, kind: KINDS[kind][lang] };
}

function some(ports: readonly string[], words: string): string[] {
  if (ports.length === 0) return [];
  const more = ports.length > MOST_PORTS ? ` +${ports.length - MOST_PORTS}` : '';
  return [`${words} ${ports.slice(0, MOST_PORTS).join(', ')}${more}`];
}
