import type { Diagnosis } from '../../src/core/diagnosis.ts';
import addressInUse from './address-in-use.ts';
import blankVariables from './blank-variables.ts';
import cannotFindModule from './cannot-find-module.ts';
import commandFileMissing from './command-file-missing.ts';
import commandNotFound from './command-not-found.ts';
import compilerNotInImage from './compiler-not-in-image.ts';
import composeKeyUnknown from './compose-key-unknown.ts';
import copySourceMissing from './copy-source-missing.ts';
import credentialsDisagree from './credentials-disagree.ts';
import crlfScript from './crlf-script.ts';
import dataDirectoryNotEmpty from './data-directory-not-empty.ts';
import databaseDuringBuild from './database-during-build.ts';
import databaseFilesInRepository from './database-files-in-repository.ts';
import databaseFilesOfAnotherVersion from './database-files-of-another-version.ts';
import databaseNameUnknown from './database-name-unknown.ts';
import databaseNotReady from './database-not-ready.ts';
import databasePasswordNotSet from './database-password-not-set.ts';
import deadBehindDevelopmentServer from './dead-behind-development-server.ts';
import driverMissing from './driver-missing.ts';
import envFileNotInGit from './env-file-not-in-git.ts';
import execFormatError from './exec-format-error.ts';
import hostIsLocalhost from './host-is-localhost.ts';
import hostNameUnknown from './host-name-unknown.ts';
import imageNameUnknown from './image-name-unknown.ts';
import initScriptFails from './init-script-fails.ts';
import instructionUnknown from './instruction-unknown.ts';
import interpreterMissing from './interpreter-missing.ts';
import listensOnAnotherPort from './listens-on-another-port.ts';
import listensOnLoopback from './listens-on-loopback.ts';
import lockFileOutOfStep from './lock-file-out-of-step.ts';
import missingScript from './missing-script.ts';
import mysqlAuthenticationMethod from './mysql-authentication-method.ts';
import mysqlHostNotAllowed from './mysql-host-not-allowed.ts';
import nativeModuleFromElsewhere from './native-module-from-elsewhere.ts';
import noWayOut from './no-way-out.ts';
import noWritePermission from './no-write-permission.ts';
import nodeModulesHidden from './node-modules-hidden.ts';
import npmCiWithoutLock from './npm-ci-without-lock.ts';
import outOfMemory from './out-of-memory.ts';
import packageListNotCopied from './package-list-not-copied.ts';
import packageUnknown from './package-unknown.ts';
import pipManagedBySystem from './pip-managed-by-system.ts';
import portTaken from './port-taken.ts';
import prismaClientNotGenerated from './prisma-client-not-generated.ts';
import publishedPortInside from './published-port-inside.ts';
import pythonModuleMissing from './python-module-missing.ts';
import schemaDroppedAtStart from './schema-dropped-at-start.ts';
import scriptNotExecutable from './script-not-executable.ts';
import sslNotSupported from './ssl-not-supported.ts';
import tableDoesNotExist from './table-does-not-exist.ts';
import undeclaredName from './undeclared-name.ts';
import variableNotGiven from './variable-not-given.ts';
import volumeBelowPostgres18 from './volume-below-postgres-18.ts';
import yamlIndentation from './yaml-indentation.ts';

/** Every diagnosis, the most telling of each kind first. A test holds this list equal to the files beside it. */
export const diagnoses: readonly Diagnosis[] = [
  // What the Compose file says.
  envFileNotInGit,
  undeclaredName,
  composeKeyUnknown,
  yamlIndentation,
  // A build that fails.
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
  // A container that does not come up.
  missingScript,
  nodeModulesHidden,
  nativeModuleFromElsewhere,
  cannotFindModule,
  pythonModuleMissing,
  driverMissing,
  prismaClientNotGenerated,
  commandNotFound,
  commandFileMissing,
  scriptNotExecutable,
  execFormatError,
  crlfScript,
  interpreterMissing,
  noWritePermission,
  addressInUse,
  portTaken,
  outOfMemory,
  // A database that does not come up.
  volumeBelowPostgres18,
  databasePasswordNotSet,
  dataDirectoryNotEmpty,
  databaseFilesOfAnotherVersion,
  databaseFilesInRepository,
  initScriptFails,
  // The way from the application to its database.
  hostIsLocalhost,
  hostNameUnknown,
  publishedPortInside,
  databaseNotReady,
  credentialsDisagree,
  databaseNameUnknown,
  sslNotSupported,
  mysqlHostNotAllowed,
  mysqlAuthenticationMethod,
  tableDoesNotExist,
  variableNotGiven,
  blankVariables,
  // An application that does not answer, or forgets.
  listensOnLoopback,
  listensOnAnotherPort,
  deadBehindDevelopmentServer,
  schemaDroppedAtStart,
];
