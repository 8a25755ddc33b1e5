import { defineDiagnosis } from '../../src/core/diagnosis.ts';
import { factsOf } from '../shared/lines.ts';
import { rungProofs } from '../shared/rung-proofs.ts';
import { keepsElsewhere } from '../shared/usage.ts';

export default defineDiagnosis({
  id: 'schema-dropped-at-start',
  title: { en: 'The application empties its tables when it starts', es: 'La aplicación vacía sus tablas al arrancar' },
  explains: ['database-survives-restart', 'database-survives-recreation', 'stack-survives-down-up'],
  about: {
    symptom: {
      en: 'The application shows nothing any more, although the database still has its files.',
      es: 'La aplicación ya no muestra nada, aunque la base de datos conserva sus archivos.',
    },
    why: {
      en: '`dropSchema`, `sync({ force: true })`, `ddl-auto=create` or a migration that resets is handy while writing a program: each start begins with empty tables. In a container that happens at each restart.',
      es: '`dropSchema`, `sync({ force: true })`, `ddl-auto=create` o una migración que reinicia todo es cómodo mientras se programa: cada arranque empieza con tablas vacías. En un contenedor eso pasa en cada reinicio.',
    },
    mend: {
      en: 'Take it out, and make tables only when they are not there.',
      es: 'Quítalo, y crea las tablas solo si no existen.',
    },
  },
  needs: ['resolve', 'persistence'],
  find({ resolve, persistence }) {
    const { restart, recreate, downUp } = persistence.ladder;
    const rung = [restart, recreate, downUp].find(
      (one) => one?.found === false && one.application === 'lost' && one.client === 'found',
    );
    if (!rung || keepsElsewhere(persistence)) return null;
    const app = resolve.app?.service ?? 'app';
    const database = resolve.database?.service ?? 'db';
    return {
      message: {
        en: `What ${database} stores outlives the change, but ${app} does not show it any more: it drops or makes its schema anew at start. The volume is right.`,
        es: `Lo que guarda ${database} sobrevive al cambio, pero ${app} ya no lo muestra: borra o vuelve a crear su esquema al arrancar. El volumen está bien.`,
      },
      remedy: {
        en: `In ${app}, look for \`dropSchema: true\`, \`sync({ force: true })\`, \`DROP TABLE\` or a migration that resets, and take it out (\`CREATE TABLE IF NOT EXISTS\` is fine).`,
        es: `Busca en ${app} \`dropSchema: true\`, \`sync({ force: true })\`, \`DROP TABLE\` o una migración que lo reinicia todo, y quítalo (\`CREATE TABLE IF NOT EXISTS\` está bien).`,
      },
      where: factsOf(resolve, app)?.where,
      evidence: rungProofs(rung),
    };
  },
});
