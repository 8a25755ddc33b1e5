/** Labels on every container, network, volume and image that a run creates. They are the only way in which we find our own again. */
export const JOB_LABEL = 'dev.dockgrade.job';
/** Machine, boot and process of the run that created the object, so that a later run can prove that it is dead. */
export const OWNER_LABEL = 'dev.dockgrade.owner';

/** The project name of a run: containers, networks and volumes start with it, and no student can guess it. */
export function projectOf(job: string): string {
  return `g${job}`;
}

/** The image that a service of a run is built as. */
export function imageOf(job: string, service: string, tag = 'run'): string {
  return `g${job}/${service.toLowerCase()}:${tag}`;
}
