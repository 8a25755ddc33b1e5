import { describe, expect, test } from 'vitest';
import { withoutSyntax } from '../../../worker/build/frontend.ts';

describe('A Dockerfile that the builder reads by itself', () => {
  test.for([
    '# syntax=docker/dockerfile:1',
    '#syntax = docker/dockerfile:1.7-labs',
    '# Syntax=docker.io/docker/dockerfile@sha256:0123',
    '# syntax=docker/dockerfile\r',
  ])('loses the line %o and no other', (line) => {
    expect(withoutSyntax(`${line}\nFROM node:24\n`)).toBe('#\nFROM node:24\n');
  });

  test('keeps its other directives, which only count before the first comment', () => {
    expect(withoutSyntax('# syntax=docker/dockerfile:1\n# escape=`\n\nFROM node:24\n')).toBe(
      '# escape=`\n#\n\nFROM node:24\n',
    );
  });

  test.for([
    'FROM node:24\n',
    '# A comment ends the directives.\n# syntax=docker/dockerfile:1\nFROM node:24\n',
    '# syntax=example.com/another:1\nFROM node:24\n',
  ])('stays as it is: %o', (text) => {
    expect(withoutSyntax(text)).toBeNull();
  });
});
