import type { Lang } from '../../../core/text.ts';
import { html, type Markup } from '../../html.ts';
import { SAME_AS_TABLE } from '../../words.ts';
import { short } from '../short.ts';
import type { ServiceNode, StackEdge, StackGraph } from './graph.ts';
import { serviceSaid, storeSaid } from './said.ts';
import { WORDS } from './words.ts';

/** Rows of the table, entries of a cell and columns of a text: nobody reads on, and a page must stay small. */
const MOST = { rows: 60, entries: 12, columns: 200 };

/** What the picture shows, for whoever does not see it. */
export function stackTable(graph: StackGraph, lang: Lang): Markup {
  const heads = [
    WORDS.service,
    WORDS.image,
    WORDS.state,
    WORDS.ports,
    WORDS.networks,
    WORDS.depends,
    WORDS.connects,
    WORDS.mounts,
  ];
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${SAME_AS_TABLE[lang]}"><table>
<thead><tr>${heads.map((head) => html`<th scope="col">${head[lang]}</th>`)}</tr></thead>
<tbody>${graph.services.slice(0, MOST.rows).map((node) => row(node, graph, lang))}</tbody>
</table></div>`;
}

function row(node: ServiceNode, graph: StackGraph, lang: Lang): Markup {
  const { name, role, image, state, ports, networks } = serviceSaid(node, lang);
  const leads = (kind: StackEdge['kind']) =>
    cell(
      graph.edges.filter((edge) => edge.kind === kind && edge.from === node.id).map((edge) => told(edge, graph, lang)),
    );
  return html`<tr><th scope="row">${short(name, MOST.columns)}${role !== '' && html`<br><span class="quiet">${role}</span>`}</th>
<td>${short(image, MOST.columns)}</td><td>${state.length === 0 ? '–' : state.join(', ')}</td>${cell(ports)}${cell(networks)}
${leads('depends')}${leads('connection')}${leads('mount')}</tr>`;
}

function told({ kind, to, label, readOnly }: StackEdge, { services, stores }: StackGraph, lang: Lang): string {
  const name = services.find(({ id }) => id === to)?.facts.name ?? '';
  if (kind === 'depends') return name;
  if (kind === 'connection') return `${name}:${label}`;
  const store = stores.find(({ id }) => id === to);
  const said = store && storeSaid(store, lang);
  return `${said?.kind}: ${said?.name} → ${label}${readOnly ? `, ${WORDS.readOnly[lang]}` : ''}`;
}

function cell(entries: readonly string[]): Markup {
  if (entries.length === 0) return html`<td>–</td>`;
  const more = entries.length - MOST.entries;
  const shown = entries.slice(0, MOST.entries).map((entry) => html`<li>${short(entry, MOST.columns)}</li>`);
  return html`<td><ul class="plain">${shown}${more > 0 && html`<li>+${more}</li>`}</ul></td>`;
}
