import { expect, test } from 'vitest';
import { ladderProofs, rungProofs } from '../../../graders/shared/rung-proofs.ts';
import { LOST } from '../evidence.ts';
import { THROUGH_CLIENT } from '../ladder.ts';

const mount = { type: 'volume' as const, name: null, anonymous: true, destination: '/data', readOnly: false };

test('where the marker was looked for is told in every language', () => {
  const [looked] = rungProofs({ ...LOST, appRestarted: true, dataMount: mount });
  expect(looked?.text).toEqual({
    en: "application: lost\ndatabase's client: lost\ndecided by: application\napplication restarted to look\ndata mount: anonymous volume on /data",
    es: 'aplicación: perdida\ncliente de la base de datos: perdida\ndecidió: aplicación\nse reinició la aplicación para buscarla\nmontaje de los datos: volumen anónimo en /data',
  });
});

test('a mount is named as the Compose file names it', () => {
  const dataMount = { ...mount, type: 'bind' as const, anonymous: false, name: 'data' };
  expect(rungProofs({ ...LOST, dataMount })[0]?.text).toMatchObject({
    en: expect.stringContaining('data mount: bind ./data on /data'),
    es: expect.stringContaining('montaje de los datos: carpeta ./data en /data'),
  });
});

test('the whole ladder is one line a rung, without those that were not climbed', () => {
  const ladder = { restart: THROUGH_CLIENT, recreate: LOST, downUp: null, fresh: null };
  expect(ladderProofs(ladder)[0]?.text).toMatchObject({
    es: 'reinicio: aplicación: no se le preguntó; cliente de la base de datos: encontrada\ncontenedor nuevo: aplicación: perdida; cliente de la base de datos: perdida',
  });
});
