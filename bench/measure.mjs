// Loaded into dockgrade's process by `--import`: when it ends, writes what it used to the file that BENCH_MEASURES names.
import { writeFileSync } from 'node:fs';

const file = process.env.BENCH_MEASURES;
if (file && process.argv[2] === 'grade') {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakBytes: maxRSS * 1024 }));
  });
}
