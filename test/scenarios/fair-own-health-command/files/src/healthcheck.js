const port = process.env.PORT ?? 3000;
const { ok } = await fetch(`http://127.0.0.1:${port}/users`, { signal: AbortSignal.timeout(4000) });
process.exitCode = ok ? 0 : 1;
