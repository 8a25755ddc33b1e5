import type { Threat } from './threat.ts';

export const PROBES: readonly Threat[] = [
  {
    id: 'F128',
    attack: 'An answer whose body never ends',
    treatment: 'reading stops after 64 KiB: the check counts with what came',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F129',
    attack: 'Headers that come byte by byte and never end',
    treatment: 'the check fails at its deadline, 10 s at most for the whole answer',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F130',
    attack: 'A gzip bomb, sent although plain bytes were asked for',
    treatment: 'nothing is decompressed: its first 64 KiB are the body, and no JSON',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F131',
    attack: 'Headers of 64 KB, over and over',
    treatment: 'invalid after 16 KiB of headers',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F132',
    attack: 'A redirect to the metadata address, a port of the machine, a file',
    treatment: 'no redirect is ever followed; the listener saw nobody',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F133',
    attack: 'A redirect in a circle',
    treatment: 'asked once: the redirect itself is the answer',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F134',
    attack: 'An application that never answers',
    treatment: 'the check fails at its deadline',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F135',
    attack: 'An application that resets every connection',
    treatment: 'the check fails with the reset as its reason; asked once more at the first time only',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F136',
    attack: 'Bytes that are no HTTP',
    treatment: 'the check fails: what is no HTTP is told as such',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F138',
    attack: 'A cookie of 1 MB',
    treatment: 'invalid after 16 KiB of headers; no cookie is ever kept or sent back',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F139',
    attack: 'An application that answers the first request only',
    treatment: 'later checks fail at their deadlines; each request has a connection of its own',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F232',
    attack: 'Text for which a pattern needs the square of its length, or that grows without end',
    treatment: 'patterns begin where a word begins, and what is put together is cut: no text holds up a worker',
    test: 'test/hostile/linear.test.ts',
  },
  {
    id: 'F233',
    attack: 'JSON without ground, with names and numbers that act on the reader, in strange encodings',
    treatment: 'no JSON, or nested too deep: the check fails, and nothing of it gets into later requests',
    test: 'test/worker/probing/hostile.test.ts',
  },
  {
    id: 'F234',
    attack: 'HTTP that lies about itself: trailers, interim answers, chunks, lengths, a second answer',
    treatment: 'one answer or an invalid one, within the same limits of size and time',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F235',
    attack: 'All of it at once, or a connection back to the prober',
    treatment: 'its memory stays below 160 MB, half of which it needs for itself; it listens nowhere',
    test: 'test/worker/prober/hostile.test.ts',
  },
  {
    id: 'F238',
    attack:
      'A container in which no program of ours can run, or one that pours: its list of users is gone, its program is none',
    treatment:
      'a fact of the submission and no fault of ours, at most 16 MB are read: nobody gets a second try by breaking the tools',
    test: 'test/worker/engine/start.docker.test.ts',
  },
];
