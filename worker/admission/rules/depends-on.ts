import type { ComposeService } from '../model.ts';
import { entriesOf } from '../values.ts';
import type { Rule } from './rule.ts';

const CONDITIONS = ['service_started', 'service_healthy', 'service_completed_successfully'];

/** The order of starting is the student's, and graded. A service that a profile hides is left out, as Compose does. */
export const dependsOn: Rule<ComposeService> = {
  id: 'depends-on',
  keys: ['depends_on'],
  apply({ value, out, review, refuse }) {
    for (const [service, wanted] of entriesOf(value.depends_on)) {
      const required = wanted.required !== false;
      const condition = String(wanted.condition ?? 'service_started');
      if (!review.services.has(service) && !required) continue;
      if (!review.services.has(service) || !CONDITIONS.includes(condition)) {
        refuse(
          {
            en: `\`depends_on: ${service}\` must name a service of this file and one of the conditions ${CONDITIONS.join(', ')}.`,
            es: `\`depends_on: ${service}\` debe nombrar un servicio de este archivo y una de las condiciones ${CONDITIONS.join(', ')}.`,
          },
          'depends_on',
          { has: service },
        );
        continue;
      }
      const edge = { condition, ...(wanted.restart === true ? { restart: true } : {}), required };
      out.depends_on = { ...out.depends_on, [service]: edge };
    }
  },
};
