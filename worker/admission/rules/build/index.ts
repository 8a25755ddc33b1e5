import type { ComposeBuild } from '../../model.ts';
import type { Rule } from '../rule.ts';
import { buildArgs } from './build-args.ts';
import { buildContext } from './build-context.ts';
import { buildOptions } from './build-options.ts';
import { buildPrivileges } from './build-privileges.ts';
import { buildSecrets } from './build-secrets.ts';
import { buildTags } from './build-tags.ts';

/** The rules for what stands below `build`. */
export const buildRules: readonly Rule<ComposeBuild>[] = [
  buildContext,
  buildArgs,
  buildOptions,
  buildPrivileges,
  buildSecrets,
  buildTags,
];
