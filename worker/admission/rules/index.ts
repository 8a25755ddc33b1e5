import { DOTENV_RULE } from '../dotenv.ts';
import type { ComposeFile, ComposeNetwork, ComposeService } from '../model.ts';
import { COPIED_RULE } from '../overlaps.ts';
import type { Review } from '../review.ts';
import { SOURCE_RULE_IDS } from '../sources.ts';
import { bindOutside } from './bind-outside.ts';
import { buildRules } from './build/index.ts';
import { build } from './build.ts';
import { capabilities } from './capabilities.ts';
import { command } from './command.ts';
import { containerName } from './container-name.ts';
import { dependsOn } from './depends-on.ts';
import { deploy } from './deploy.ts';
import { devices } from './devices.ts';
import { environment } from './environment.ts';
import { fileSource } from './file-source.ts';
import { healthcheck } from './healthcheck.ts';
import { hooks } from './hooks.ts';
import { hostNamespaces } from './host-namespaces.ts';
import { hostPrograms } from './host-programs.ts';
import { hostname } from './hostname.ts';
import { image } from './image.ts';
import { labels } from './labels.ts';
import { links } from './links.ts';
import { logging } from './logging.ts';
import { mountType } from './mount-type.ts';
import { nameResolution } from './name-resolution.ts';
import { namedVolume } from './named-volume.ts';
import { networkDriver } from './network-driver.ts';
import { networkExternal } from './network-external.ts';
import { networkMode } from './network-mode.ts';
import { outOfMemory } from './out-of-memory.ts';
import { plainKeys } from './plain-keys.ts';
import { platform } from './platform.ts';
import { ports } from './ports.ts';
import { privileged } from './privileged.ts';
import { resources } from './resources.ts';
import { restart } from './restart.ts';
import { type Rule, UNKNOWN_KEY } from './rule.ts';
import { runtime } from './runtime.ts';
import { securityOpt } from './security-opt.ts';
import { serviceFiles } from './service-files.ts';
import { serviceName } from './service-name.ts';
import { serviceNetworks } from './service-networks.ts';
import { stopGracePeriod } from './stop-grace-period.ts';
import { sysctls } from './sysctls.ts';
import { tmpfs } from './tmpfs.ts';
import { topLevel } from './top-level.ts';
import { user } from './user.ts';
import { volumeDriver } from './volume-driver.ts';
import { type RebuiltVolume, volumeExternal } from './volume-external.ts';
import { volumesFrom } from './volumes-from.ts';

export { buildRules };

/** What stands at the top of the file. */
export const rootRules: readonly Rule<Review>[] = [plainKeys, serviceName, topLevel];

/** The order matters for networks alone: the mode decides whether there are any, names come last. */
export const serviceRules: readonly Rule<ComposeService>[] = [
  privileged,
  hostNamespaces,
  devices,
  capabilities,
  securityOpt,
  hostPrograms,
  hooks,
  runtime,
  platform,
  outOfMemory,
  sysctls,
  image,
  build,
  command,
  user,
  environment,
  healthcheck,
  stopGracePeriod,
  restart,
  deploy,
  resources,
  logging,
  labels,
  mountType,
  bindOutside,
  namedVolume,
  tmpfs,
  volumesFrom,
  serviceFiles,
  dependsOn,
  networkMode,
  serviceNetworks,
  containerName,
  links,
  hostname,
  nameResolution,
  ports,
];

export const networkRules: readonly Rule<ComposeNetwork>[] = [networkExternal, networkDriver];
export const volumeRules: readonly Rule<RebuiltVolume>[] = [volumeExternal, volumeDriver];
/** For secrets and configs. */
export const fileRules: readonly Rule<ComposeFile>[] = [fileSource];

/** Every id that a refusal or a note can carry; docs/admission.md explains each. */
export const RULE_IDS: readonly string[] = [
  ...SOURCE_RULE_IDS,
  DOTENV_RULE,
  UNKNOWN_KEY,
  COPIED_RULE,
  ...[rootRules, serviceRules, buildRules, networkRules, volumeRules, fileRules].flat().map((rule) => rule.id),
];
