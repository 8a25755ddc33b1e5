import type { ComposeService } from '../model.ts';
import { fieldsOf, listOf, numberOf, textsOf } from '../values.ts';
import type { Rule } from './rule.ts';

const MAX_PORTS = 20;

/** No port of the machine is opened. Where the prober cannot reach containers, the engine picks a free one on 127.0.0.1. */
export const ports: Rule<ComposeService> = {
  id: 'ports',
  keys: ['ports', 'expose'],
  apply({ value, out, review, note }) {
    const published = listOf(value.ports).map(fieldsOf);
    if (published.length > 0) {
      note(
        'strip',
        {
          en: 'Ports of the machine are not opened here, so that many stacks can run at once: your application is asked in its own network.',
          es: 'Aquí no se abren puertos de la máquina, para que muchos stacks funcionen a la vez: tu aplicación se consulta en su propia red.',
        },
        'ports',
      );
    }
    const exposed = textsOf(value.expose).filter(isExposable);
    if (exposed.length > 0) out.expose = exposed.slice(0, MAX_PORTS);
    if (review.input.reach === 'address' || out.network_mode === 'none') return;
    const tcp = published.filter((port) => (port.protocol ?? 'tcp') === 'tcp').map((port) => numberOf(port.target));
    const targets = [...new Set(tcp)].filter((port) => port !== undefined && port > 0 && port < 65_536);
    if (targets.length === 0) return;
    out.ports = targets.slice(0, MAX_PORTS).map((target) => {
      return { mode: 'ingress', host_ip: '127.0.0.1', target: Number(target), protocol: 'tcp' };
    });
  },
};

/** A port, or a small range of ports, of the container. */
function isExposable(text: string): boolean {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(?:tcp|udp))?$/.exec(text);
  return match !== null && Number(match[2] ?? match[1]) - Number(match[1]) < MAX_PORTS;
}
