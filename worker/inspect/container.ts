import type { Container } from '../engine/engine.ts';
import { JOB_LABEL, projectOf } from '../engine/labels.ts';
import type { AdmittedService } from './admitted.ts';
import { hostConfigMismatches } from './host-config.ts';
import { ANONYMOUS } from './host-mounts.ts';
import { compare, type Mismatch } from './mismatch.ts';

const COMPOSE = 'com.docker.compose.';

/** One container as the engine made it, against the service that was admitted. */
export function containerMismatches(
  admitted: AdmittedService,
  { HostConfig, Config, NetworkSettings, Mounts }: Container,
  imageLabels: Readonly<Record<string, string>>,
): Mismatch[] {
  const object = `container ${admitted.name}`;
  return [
    ...hostConfigMismatches(admitted, HostConfig),
    ...compare(object, 'Config.Image', admitted.service.image, Config.Image),
    ...compare(object, 'Config.Labels', expectedLabels(admitted, Config.Labels, imageLabels), Config.Labels),
    ...Mounts.flatMap((mount) => mountMismatches(admitted, mount)),
    ...networkMismatches(admitted, NetworkSettings.Networks),
  ];
}

/** Ours, Compose's own, and those of the image, which say nothing to any program of ours. */
function expectedLabels(
  { labels, name }: AdmittedService,
  actual: Readonly<Record<string, string>>,
  imageLabels: Readonly<Record<string, string>>,
): Record<string, string> {
  const composes = Object.entries(actual).filter(([label]) => label.startsWith(COMPOSE));
  const project = projectOf(labels[JOB_LABEL] ?? '');
  return {
    ...imageLabels,
    ...Object.fromEntries(composes),
    [`${COMPOSE}project`]: project,
    [`${COMPOSE}service`]: name,
    [`${COMPOSE}oneoff`]: 'False',
    ...labels,
  };
}

/** What is mounted in the end: beside what was asked for, anonymous volumes that the image wants. */
function mountMismatches({ name, service, model }: AdmittedService, mount: Container['Mounts'][number]): Mismatch[] {
  const { Type, Name, Driver, Source, Propagation } = mount;
  const object = `container ${name}`;
  const place = `Mounts[${mount.Destination}]`;
  if (Type === 'volume') {
    const declared = (service.volumes ?? []).flatMap((one) =>
      one.type === 'volume' && one.source !== undefined ? [model.volumes[one.source]?.name] : [],
    );
    const known = declared.includes(Name) || ANONYMOUS.test(Name ?? '');
    return [
      ...compare(object, `${place}.Name`, known ? Name : declared, Name),
      ...compare(object, `${place}.Driver`, 'local', Driver),
    ];
  }
  // Whose source that is, and where it leads, is looked at elsewhere.
  if (Type === 'bind') return compare(object, `${place}.Propagation`, 'rprivate', Propagation);
  return [...compare(object, `${place}.Type`, 'tmpfs', Type), ...compare(object, `${place}.Source`, '', Source)];
}

function networkMismatches(
  { name, service, model }: AdmittedService,
  actual: Readonly<Record<string, object>>,
): Mismatch[] {
  const object = `container ${name}`;
  const wanted =
    service.network_mode === 'none'
      ? ['none']
      : Object.keys(service.networks ?? {}).map((network) => model.networks[network]?.name);
  const joined = Object.entries(actual);
  return [
    ...compare(
      object,
      'NetworkSettings.Networks',
      wanted,
      joined.map(([network]) => network),
    ),
    ...joined.flatMap(([network, endpoint]) =>
      ['IPAMConfig', 'Links', 'DriverOpts'].flatMap((field) =>
        compare(object, `NetworkSettings.Networks[${network}].${field}`, null, { ...endpoint }[field as never]),
      ),
    ),
  ];
}
