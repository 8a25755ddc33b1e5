import type { Diagnosis } from '../../src/core/diagnosis.ts';
import commandNotFound from './command-not-found.ts';
import compilerNotInImage from './compiler-not-in-image.ts';
import copySourceMissing from './copy-source-missing.ts';
import databaseDuringBuild from './database-during-build.ts';
import imageNameUnknown from './image-name-unknown.ts';
import instructionUnknown from './instruction-unknown.ts';
import lockFileOutOfStep from './lock-file-out-of-step.ts';
import missingScript from './missing-script.ts';
import noWayOut from './no-way-out.ts';
import npmCiWithoutLock from './npm-ci-without-lock.ts';
import packageListNotCopied from './package-list-not-copied.ts';
import packageUnknown from './package-unknown.ts';
import pipManagedBySystem from './pip-managed-by-system.ts';

/** Every diagnosis, the most telling first. A test holds this list equal to the files beside it. */
export const diagnoses: readonly Diagnosis[] = [
  instructionUnknown,
  imageNameUnknown,
  copySourceMissing,
  npmCiWithoutLock,
  lockFileOutOfStep,
  packageListNotCopied,
  databaseDuringBuild,
  noWayOut,
  packageUnknown,
  compilerNotInImage,
  pipManagedBySystem,
  missingScript,
  commandNotFound,
];
