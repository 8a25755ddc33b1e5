import type { Created } from '../engine/engine.ts';
import type { Admitted } from './admitted.ts';
import { compare, type Mismatch } from './mismatch.ts';

/** One network as the engine made it: ours by name and label, a bridge, and closed where it was admitted closed. */
export function networkMismatches({ model, labels }: Admitted, actual: Created['networks'][number]): Mismatch[] {
  const [key, network] = Object.entries(model.networks).find(([, { name }]) => name === actual.Name) ?? [];
  const object = `network ${key ?? actual.Name}`;
  if (network === undefined) return [{ object, field: 'Name', expected: null, actual: actual.Name }];
  const expected: Record<string, unknown> = {
    Driver: network.driver,
    Scope: 'local',
    Internal: network.internal,
    EnableIPv6: false,
    Attachable: false,
    Ingress: false,
    ConfigOnly: false,
    ConfigFrom: { Network: '' },
    Options: network.driver_opts,
  };
  const fields: Record<string, unknown> = { ...actual };
  return [
    ...Object.entries(expected).flatMap(([field, value]) => compare(object, field, value, fields[field])),
    ...compare(object, 'IPAM.Driver', 'default', actual.IPAM?.Driver),
    ...compare(object, 'IPAM.Options', null, actual.IPAM?.Options),
    ...Object.entries(labels).flatMap(([label, value]) =>
      compare(object, `Labels.${label}`, value, actual.Labels?.[label]),
    ),
  ];
}
