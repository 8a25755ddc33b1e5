/** Host of an address, with its port where it is not the usual one. */
export function hostOf(address: string): string {
  return new URL(address).host;
}

/** Owner and name of a repository on this GitHub; null for one that is somewhere else, or a folder. */
export function ownerAndName(repository: string, githubUrl: string): { owner: string; repo: string } | null {
  if (!URL.canParse(repository) || hostOf(repository) !== hostOf(githubUrl)) return null;
  const [, owner, repo] = /^\/([\w-][\w.-]*)\/([\w.-]+)$/.exec(new URL(repository).pathname) ?? [];
  return owner !== undefined && repo !== undefined && !/^\.+$/.test(repo) ? { owner, repo } : null;
}
