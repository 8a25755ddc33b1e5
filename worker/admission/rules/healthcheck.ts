import { durationOf, secondsOf } from '../duration.ts';
import type { ComposeHealthcheck, ComposeService } from '../model.ts';
import { fieldsOf, isUnset, numberOf, textsOf } from '../values.ts';
import type { Desk, Rule } from './rule.ts';

const LIMITS = { interval: [2, 3600], timeout: [0.1, 10], start_period: [0, 120] } as const;
const MAX_RETRIES = 20;
/** While a service starts it is looked at five times a second: nobody waits for a long interval, and early failures do not count. */
const START_PERIOD = 20;
const START_INTERVAL = '200ms';

/** When a service counts as healthy. The test is the student's; how often it runs is bounded. */
export const healthcheck: Rule<ComposeService> = {
  id: 'healthcheck',
  keys: ['healthcheck'],
  apply(desk) {
    const brought = desk.review.input.imageChecks.get(desk.name);
    if (isUnset(desk.value.healthcheck)) {
      if (brought !== undefined) desk.out.healthcheck = whileStarting(brought);
      return;
    }
    const wanted = fieldsOf(desk.value.healthcheck);
    if (wanted.disable === true) {
      desk.out.healthcheck = { disable: true };
      return;
    }
    const check: ComposeHealthcheck = {};
    for (const key of ['interval', 'timeout', 'start_period'] as const) {
      const seconds = secondsOf(wanted[key]);
      if (seconds !== undefined) check[key] = durationOf(clamp(desk, key, seconds));
    }
    const retries = numberOf(wanted.retries);
    if (retries !== undefined && retries >= 1) check.retries = Math.min(Math.floor(retries), MAX_RETRIES);
    const test = textsOf(wanted.test);
    if (test.length > 0) check.test = test;
    const looks = test.length > 0 || brought !== undefined;
    desk.out.healthcheck = {
      ...check,
      ...(looks ? whileStarting(secondsOf(check.start_period) ?? brought ?? 0) : {}),
    };
  },
};

function whileStarting(period: number): ComposeHealthcheck {
  const bounded = Math.min(Math.max(period, START_PERIOD), LIMITS.start_period[1]);
  return { start_period: durationOf(bounded), start_interval: START_INTERVAL };
}

function clamp(desk: Desk<ComposeService>, key: keyof typeof LIMITS, seconds: number): number {
  const [least, most] = LIMITS[key];
  const bounded = Math.min(Math.max(seconds, least), most);
  if (bounded !== seconds) {
    desk.note(
      'limit',
      {
        en: `\`healthcheck.${key}\` is ${durationOf(bounded)} here instead of ${durationOf(seconds)}.`,
        es: `\`healthcheck.${key}\` es aquí ${durationOf(bounded)} en lugar de ${durationOf(seconds)}.`,
      },
      'healthcheck',
      key,
    );
  }
  return bounded;
}
