import manifest from '../package.json' with { type: 'json' };

/** The version of dockgrade. */
export const version: string = manifest.version;
