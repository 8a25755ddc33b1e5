import type { Grader } from '../src/core/grader.ts';
import appResponds from './compose/app-responds.ts';
import appUsesDatabase from './compose/app-uses-database.ts';
import composePresent from './compose/compose-present.ts';
import composeUpToDate from './compose/compose-up-to-date.ts';
import databaseIsAService from './compose/database-is-a-service.ts';
import databaseNotExposed from './compose/database-not-exposed.ts';
import endpointsWork from './compose/endpoints-work.ts';
import healthchecksHonest from './compose/healthchecks-honest.ts';
import recoversFromDatabaseOutage from './compose/recovers-from-database-outage.ts';
import restartsAfterCrash from './compose/restarts-after-crash.ts';
import secretsOutsideTheFile from './compose/secrets-outside-the-file.ts';
import servicesFoundByName from './compose/services-found-by-name.ts';
import stackStarts from './compose/stack-starts.ts';
import startsInOrder from './compose/starts-in-order.ts';
import ciBuildsImage from './delivery/ci-builds-image.ts';
import kubernetesManifestsValid from './delivery/kubernetes-manifests-valid.ts';
import noKnownVulnerabilities from './delivery/no-known-vulnerabilities.ts';
import readmeTellsHowToStart from './delivery/readme-tells-how-to-start.ts';
import baseImagesPinned from './image/base-images-pinned.ts';
import baseImagesTrusted from './image/base-images-trusted.ts';
import buildContextClean from './image/build-context-clean.ts';
import dependencyLayerCached from './image/dependency-layer-cached.ts';
import dockerfilePresent from './image/dockerfile-present.ts';
import ephemeralContainer from './image/ephemeral-container.ts';
import imageBuilds from './image/image-builds.ts';
import imageSize from './image/image-size.ts';
import multiStageBuild from './image/multi-stage-build.ts';
import noSecretsInImage from './image/no-secrets-in-image.ts';
import oneProcessPerContainer from './image/one-process-per-container.ts';
import packagesInstalledCleanly from './image/packages-installed-cleanly.ts';
import runsAsNonRoot from './image/runs-as-non-root.ts';
import stopsGracefully from './image/stops-gracefully.ts';
import databaseSurvivesRecreation from './persistence/database-survives-recreation.ts';
import databaseSurvivesRestart from './persistence/database-survives-restart.ts';
import databaseVolumeDeclared from './persistence/database-volume-declared.ts';
import freshVolumeIsEmpty from './persistence/fresh-volume-is-empty.ts';
import stackSurvivesDownUp from './persistence/stack-survives-down-up.ts';

export { diagnoses } from './diagnoses/index.ts';
export { defaultRubric } from './rubric.ts';

/** Every grader, in the order of the report. A test holds this list equal to the files beside it. */
export const graders: readonly Grader[] = [
  dockerfilePresent,
  imageBuilds,
  baseImagesPinned,
  baseImagesTrusted,
  dependencyLayerCached,
  buildContextClean,
  multiStageBuild,
  imageSize,
  runsAsNonRoot,
  oneProcessPerContainer,
  stopsGracefully,
  noSecretsInImage,
  packagesInstalledCleanly,
  ephemeralContainer,
  composePresent,
  stackStarts,
  appResponds,
  endpointsWork,
  databaseIsAService,
  appUsesDatabase,
  servicesFoundByName,
  databaseNotExposed,
  startsInOrder,
  recoversFromDatabaseOutage,
  restartsAfterCrash,
  secretsOutsideTheFile,
  healthchecksHonest,
  composeUpToDate,
  databaseVolumeDeclared,
  databaseSurvivesRestart,
  databaseSurvivesRecreation,
  stackSurvivesDownUp,
  freshVolumeIsEmpty,
  ciBuildsImage,
  readmeTellsHowToStart,
  kubernetesManifestsValid,
  noKnownVulnerabilities,
];
