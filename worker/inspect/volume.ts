import type { Created } from '../engine/engine.ts';
import type { Admitted } from './admitted.ts';
import { ANONYMOUS } from './host-mounts.ts';
import { compare, type Mismatch } from './mismatch.ts';

/** One volume as the engine made it: local, without options that could make it any folder of the machine, and ours by name and label, or anonymous. */
export function volumeMismatches({ model, labels }: Admitted, actual: Created['volumes'][number]): Mismatch[] {
  const [key] = Object.entries(model.volumes).find(([, { name }]) => name === actual.Name) ?? [];
  const anonymous = ANONYMOUS.test(actual.Name);
  const object = `volume ${key ?? (anonymous ? '(anonymous)' : actual.Name)}`;
  if (key === undefined && !anonymous) return [{ object, field: 'Name', expected: null, actual: actual.Name }];
  return [
    ...compare(object, 'Driver', 'local', actual.Driver),
    ...compare(object, 'Options', null, actual.Options),
    ...compare(object, 'Scope', 'local', actual.Scope),
    ...Object.entries(anonymous ? {} : labels).flatMap(([label, value]) =>
      compare(object, `Labels.${label}`, value, actual.Labels?.[label]),
    ),
  ];
}
