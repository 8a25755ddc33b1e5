import { request } from '@octokit/request';

const TIMEOUT = 10_000;

/**
 * One request to GitHub's API, or to an Enterprise Server's. Throws `RequestError` of Octokit, with the status and headers of the answer where there is one.
 * @param api such as `https://api.github.com`
 */
export async function askGithub(
  api: string,
  token: string,
  route: string,
  parameters: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<{ status: number; data: unknown }> {
  const { status, data } = await request(route, {
    ...parameters,
    baseUrl: api,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token}`,
      'user-agent': 'dockgrade',
      'x-github-api-version': '2022-11-28',
    },
    request: { signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT), ...(signal ? [signal] : [])]) },
  });
  return { status, data };
}
