import type Docker from 'dockerode';
import { JOB_LABEL, projectOf } from '../engine/labels.ts';
import type { Admitted } from './admitted.ts';
import { compare, type Mismatch } from './mismatch.ts';

/** The image that a service was built as: under names of the run alone, so that it took no other's place, and with its labels. */
export function imageMismatches({ labels }: Admitted, service: string, image: Docker.ImageInspectInfo): Mismatch[] {
  const object = `image ${service}`;
  const names: readonly string[] = image.RepoTags ?? [];
  const ours = names.filter((name) => name.startsWith(`${projectOf(labels[JOB_LABEL] ?? '')}/`));
  return [
    ...compare(object, 'RepoTags', ours, names),
    ...Object.entries(labels).flatMap(([label, value]) =>
      compare(object, `Config.Labels.${label}`, value, image.Config.Labels?.[label]),
    ),
  ];
}
