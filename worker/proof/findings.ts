import type { EngineInfo } from '../engine/engine.ts';
import type { Attempt, Outcome, Target } from './attempt.ts';
import type { Targets } from './targets.ts';

/** One line about the isolation. `fail`: something is reached that must not be, or it could not be tried. `warn`: what is open does not get out. */
export interface Finding {
  id: string;
  outcome: 'ok' | 'warn' | 'fail';
  /** In English, for the operator. */
  message: string;
  remedy?: string;
}

/** Who tried: a container of a closed and of an open run, a step of a build, and the engine itself, which fetches on behalf of builds. */
export type Place = 'closed' | 'open' | 'build' | 'engine';

export interface Seen {
  /** null: the program could not be run there. */
  tried: Partial<Record<Place, Outcome[] | null>>;
  /** What answered when it was tried from where it may be reached. */
  there: Attempt[];
  targets: Pick<Targets, 'metadataAnswers' | 'outside'>;
}

const WHO: Record<Place, string> = {
  closed: 'a container of a closed run',
  open: 'a container of an open run',
  build: 'a step of a build',
  engine: 'the engine, which fetches for builds,',
};
/** Who must not reach what. */
const SHUT: Record<Target, readonly Place[]> = {
  gateway: ['closed', 'open', 'build'],
  machine: ['closed', 'open', 'build', 'engine'],
  metadata: ['closed', 'open', 'build', 'engine'],
  submission: ['closed', 'open', 'build'],
  outside: ['closed'],
  names: ['closed'],
};
const WHAT: Record<Target, string> = {
  gateway: 'the gateway of its network',
  machine: 'this machine',
  metadata: 'the address where clouds tell secrets',
  submission: 'the container of another submission',
  outside: 'an address outside',
  names: 'a name outside',
};

/** What was seen, line by line. */
export function findings(seen: Seen, engine: Pick<EngineInfo, 'own' | 'reach'>): Finding[] {
  const lines = (Object.keys(SHUT) as Target[]).map((target) => shut(target, seen, engine));
  return [...lines, wayOut(seen)];
}

function shut(target: Target, seen: Seen, { own, reach }: Pick<EngineInfo, 'own' | 'reach'>): Finding {
  const id = `isolation-${target}`;
  const failed = (message: string): Finding => ({ id, outcome: 'fail', message, remedy: own ? OWN : GIVEN });
  const places = SHUT[target].filter((place) => place in seen.tried);
  const untried = places.filter((place) => !seen.tried[place]);
  if (untried.length > 0)
    return failed(`${untried.map(who).join(' and ')} could not be run, so nothing is proven of it`);
  const outcomes = places.flatMap((place) => of(seen, place, target).map((outcome) => ({ place, ...outcome })));
  const reached = outcomes.filter((outcome) => outcome.reached);
  if (reached.length > 0) {
    const told = reached.map(({ place, address }) => `${who(place)} reaches ${WHAT[target]} (${address})`);
    return failed([...new Set(told)].join('; '));
  }
  const addresses = [...new Set(outcomes.map(({ address }) => address))];
  const missing = addresses.filter((address) => !isThere(seen, target, address));
  if (isOutside(target) && seen.targets.outside === null) {
    return { id, outcome: 'ok', message: `${none(places)} ${WHAT[target]}: this machine knows of none itself` };
  }
  if (missing.length > 0 && target === 'gateway' && reach === 'published') {
    const message = `${none(places)} ${WHAT[target]}; that is in the engine's own machine, where nothing of ours can listen to prove it`;
    return { id, outcome: 'warn', message, remedy: GIVEN };
  }
  if (addresses.length === 0 || missing.length > 0) {
    return failed(`nothing answered at ${missing.join(', ') || WHAT[target]}, so that not reaching it proves nothing`);
  }
  const told = target === 'metadata' && seen.targets.metadataAnswers ? ', which answers here' : '';
  return { id, outcome: 'ok', message: `${none(places)} ${WHAT[target]} (${addresses.join(', ')}${told})` };
}

/** What is open has to work: packages come from there. */
function wayOut(seen: Seen): Finding {
  const id = 'isolation-way-out';
  const { outside } = seen.targets;
  const remedy =
    'Let this machine reach a registry and package mirrors; one at a private address is named in DOCKGRADE_PRIVATE_HOSTS.';
  if (outside === null) {
    return {
      id,
      outcome: 'warn',
      message: 'this machine reaches nothing outside, so builds cannot fetch packages',
      remedy,
    };
  }
  const stuck = (['open', 'build'] as const).filter(
    (place) => ![...of(seen, place, 'outside'), ...of(seen, place, 'names')].every(({ reached }) => reached),
  );
  const name = outside.name.address;
  if (stuck.length === 0) return { id, outcome: 'ok', message: `builds and open runs reach ${name}` };
  return { id, outcome: 'warn', message: `${stuck.map(who).join(' and ')} does not reach ${name}`, remedy };
}

function of(seen: Seen, place: Place, target: Target): Outcome[] {
  return (seen.tried[place] ?? []).filter((outcome) => outcome.target === target);
}

/** Whether it answers where it may be reached. Of the addresses outside, this machine has said so; nobody has to be at that of the clouds. */
function isThere(seen: Seen, target: Target, address: string): boolean {
  if (target === 'metadata' || isOutside(target)) return true;
  return seen.there.some((one) => one.target === target && (one.address === address || one.address === '127.0.0.1'));
}

function isOutside(target: Target): boolean {
  return target === 'outside' || target === 'names';
}

function none(places: readonly Place[]): string {
  return places.length === 1 ? 'no container of a closed run reaches' : 'no container and no build reaches';
}

function who(place: Place): string {
  return WHO[place];
}

const OWN =
  'Stop the engine with `dockgrade engine stop`: it starts again with its firewall. If this stays, report it with the log of the engine.';
const GIVEN =
  "Give the engine's machine the firewall rules of docs/security.md, or let root use dockgrade's own engine, which brings them.";
