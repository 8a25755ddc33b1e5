import type { MountFacts, PersistenceEvidence, Rung } from '../../src/core/evidence/index.ts';
import { inEach, type Text } from '../../src/core/text.ts';
import type { Proof } from '../../src/core/verdict.ts';
import { shownPath } from './place.ts';
import { httpProof } from './proof.ts';
import { toldProof } from './told-proof.ts';

/** What was looked at, where, and what came out: the proof that every rung has. */
export function rungProofs(rung: Rung): Proof[] {
  const looked = toldProof('inspect', WHERE, (lang) => [
    `${APPLICATION[lang]}: ${LOOKS[rung.application][lang]}`,
    `${CLIENT[lang]}: ${LOOKS[rung.client][lang]}`,
    `${{ en: 'decided by', es: 'decidió' }[lang]}: ${DECIDERS[rung.decidedBy][lang]}`,
    ...(rung.appRestarted ? [RESTARTED[lang]] : []),
    `${DATA_MOUNT[lang]}: ${mountText(rung.dataMount)[lang]}`,
  ]);
  const asked = { en: 'Answer of the application', es: 'Respuesta de la aplicación' };
  return rung.answer === null ? [looked] : [looked, httpProof(asked, 'read', rung.answer)];
}

/** What became of the marker in every rung, one a line. */
export function ladderProofs(ladder: PersistenceEvidence['ladder']): Proof[] {
  const rungs = Object.entries(ladder) as [keyof typeof RUNGS, Rung | null][];
  return [
    toldProof('inspect', WHERE, (lang) =>
      rungs.flatMap(([name, rung]) => {
        if (rung === null) return [];
        const [application, client] = [LOOKS[rung.application][lang], LOOKS[rung.client][lang]];
        return [`${RUNGS[name][lang]}: ${APPLICATION[lang]}: ${application}; ${CLIENT[lang]}: ${client}`];
      }),
    ),
  ];
}

export const DATA_MOUNT: Text = { en: 'data mount', es: 'montaje de los datos' };

/** `volume db-data on /var/lib/postgresql/data` */
export function mountText(mount: MountFacts | null): Text {
  if (mount === null) return { en: 'none', es: 'ninguno' };
  const name = mount.type === 'bind' && mount.name !== null ? shownPath(mount.name) : (mount.name ?? '');
  return inEach((lang) => {
    const what = mount.anonymous ? ANONYMOUS[lang] : `${MOUNTS[mount.type][lang]} ${name}`.trim();
    return `${what} ${{ en: 'on', es: 'en' }[lang]} ${mount.destination}`;
  });
}

const WHERE: Text = { en: 'Where the marker was looked for', es: 'Dónde se buscó la marca' };
const APPLICATION: Text = { en: 'application', es: 'aplicación' };
const CLIENT: Text = { en: "database's client", es: 'cliente de la base de datos' };
const RESTARTED: Text = { en: 'application restarted to look', es: 'se reinició la aplicación para buscarla' };
const ANONYMOUS: Text = { en: 'anonymous volume', es: 'volumen anónimo' };

const LOOKS: Record<Rung['application'], Text> = {
  found: { en: 'found', es: 'encontrada' },
  lost: { en: 'lost', es: 'perdida' },
  'no-answer': { en: 'no answer', es: 'sin respuesta' },
  'not-asked': { en: 'not asked', es: 'no se le preguntó' },
};

const DECIDERS: Record<Rung['decidedBy'], Text> = {
  application: APPLICATION,
  client: CLIENT,
  nobody: { en: 'nobody', es: 'nadie' },
};

const RUNGS: Record<keyof PersistenceEvidence['ladder'], Text> = {
  restart: { en: 'restart', es: 'reinicio' },
  recreate: { en: 'new container', es: 'contenedor nuevo' },
  downUp: { en: '"down" and "up"', es: '«down» y «up»' },
  fresh: { en: 'fresh volumes', es: 'volúmenes nuevos' },
};

const MOUNTS: Record<MountFacts['type'], Text> = {
  volume: { en: 'volume', es: 'volumen' },
  bind: { en: 'bind', es: 'carpeta' },
  tmpfs: { en: 'tmpfs', es: 'tmpfs' },
  other: { en: 'mount', es: 'montaje' },
};
