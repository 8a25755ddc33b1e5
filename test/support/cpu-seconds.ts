/** Seconds of CPU that this process took since `before`: what else the machine does at that moment is no property of the code. */
export function cpuSeconds(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
