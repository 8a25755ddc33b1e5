import { expect, test } from 'vitest';
import { gitHostsText, parseGitHosts } from '../../src/core/git-hosts.ts';

test('Hosts are read with their ports and addresses, in one way of writing', () => {
  const text =
    ' GitHub.com  git.example.edu:443\tgit.example.edu:8443 git.lan=10.1.2.3 git.lan:8443=fd00::5 10.9.8.7:444 ';
  const hosts = parseGitHosts(text);
  expect(hosts).toEqual([
    { host: 'github.com', address: null },
    { host: 'git.example.edu', address: null },
    { host: 'git.example.edu:8443', address: null },
    { host: 'git.lan', address: '10.1.2.3' },
    { host: 'git.lan:8443', address: 'fd00::5' },
    { host: '10.9.8.7:444', address: '10.9.8.7' },
  ]);
  expect(parseGitHosts(gitHostsText(hosts ?? []))).toEqual(hosts);
  expect(parseGitHosts('')).toEqual([]);
});

test.for([
  'https://github.com',
  'github.com/ana',
  'ana@github.com',
  'github.com?x',
  'git.lan=',
  'git.lan=other.lan',
  'git.lan=10.1.2',
  'git.lan=10.1.2.3:8443',
  'git.lan=10.1.2.3=10.1.2.4',
  'git.lan=fe80::1%eth0',
  '10.1.2.3=10.1.2.4',
  '[::1]',
  'git.lan:99999',
  '*.example.edu',
  '=10.1.2.3',
])('%s is no entry', (entry) => {
  expect(parseGitHosts(`github.com ${entry}`)).toBeNull();
});
