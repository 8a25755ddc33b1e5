import { curveBasis, line } from 'd3-shape';
import type { Lang } from '../../../core/text.ts';
import { html, type Markup } from '../../html.ts';
import { columnsOf, short } from '../short.ts';
import type { StackEdge, StackGraph } from './graph.ts';
import { type Box, type Direction, type Placed, type Point, placed } from './layout.ts';
import { serviceSaid, storeSaid } from './said.ts';
import { DESCRIPTION, WORDS } from './words.ts';

/** Columns of text in a box and beside an arrow, and what each takes in the picture. */
const COLUMNS = { box: 26, port: 15, path: 26 };
const SMALL = { column: 6.7, line: 16 };
const TITLE = { column: 8.4, line: 20 };
const PAD = 10;

/** The stack as a picture, `upright` for a narrow screen or `flat` for a wide one: services as boxes, volumes as cylinders, folders as folders, and what leads from one to another. */
export function drawn(graph: StackGraph, direction: Direction, lang: Lang): Markup {
  const texts = new Map([
    ...graph.services.map((node) => [node.id, serviceTexts(node, lang)] as const),
    ...graph.stores.map((node) => [node.id, storeTexts(node, lang)] as const),
  ]);
  const sizes = new Map([...texts].map(([id, lines]) => [id, sizeOf(lines, id.startsWith('v'))]));
  const { width, height, boxes, edges } = placed(graph, direction, sizes, labelSize);
  const box = (id: string) => boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const seen = graph.edges.filter(({ kind }) => kind === 'connection').length;
  return html`<svg class="stack ${direction}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="stack-${direction}-name stack-${direction}-text">
<title id="stack-${direction}-name">${(graph.ran ? WORDS.ran : WORDS.written)[lang]}</title>
<desc id="stack-${direction}-text">${DESCRIPTION[lang](graph.services.length, graph.stores.length, seen)}</desc>
${edges.map(drawnEdge)}
${graph.services.map((node) => {
  const { name, role, image, state, well, ports, networks } = serviceSaid(node, lang);
  const tone = well === null ? '' : well ? ' good' : ' bad';
  const all = [name, role, image, state.join(', '), ...ports, networkWords(networks, lang)]
    .filter((words) => words !== '')
    .join('\n');
  return html`<g class="service${tone}"><title>${all.slice(0, 1000)}</title>${rectangle(box(node.id))}${words(box(node.id), texts.get(node.id) ?? [], PAD)}</g>`;
})}
${graph.stores.map((node) => {
  const shape = node.kind === 'bind' ? folder : cylinder;
  return html`<g class="store"><title>${`${node.name}\n${storeSaid(node, lang).kind}`.slice(0, 1000)}</title>${shape(box(node.id))}${words(box(node.id), texts.get(node.id) ?? [], PAD + 8)}</g>`;
})}
</svg>`;
}

function serviceTexts(node: StackGraph['services'][number], lang: Lang): string[] {
  const { name, role, image, state, well, ports, networks } = serviceSaid(node, lang);
  const [first, ...others] = state;
  const told = first === undefined ? [] : inLines([`${well ? '✔' : '✘'} ${first}`, ...others]);
  return [name, role, image, ...told, ...ports, networkWords(networks, lang)]
    .filter((text) => text !== '')
    .map((text) => short(text, COLUMNS.box));
}

function networkWords(networks: readonly string[], lang: Lang): string {
  if (networks.length === 0) return '';
  return `${(networks.length === 1 ? WORDS.network : WORDS.networks)[lang]} ${networks.join(', ')}`;
}

/** As many on one line as fit. */
function inLines(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const joined = `${lines.at(-1)}, ${word}`;
    if (lines.length > 0 && columnsOf(joined) <= COLUMNS.box) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

function storeTexts(node: StackGraph['stores'][number], lang: Lang): string[] {
  const { name, kind } = storeSaid(node, lang);
  return [short(name, COLUMNS.box, node.kind === 'bind' ? 'end' : 'start'), kind];
}

function sizeOf(lines: readonly string[], isStore: boolean): { width: number; height: number } {
  const widths = lines.map((text, index) => columnsOf(text) * (index === 0 ? TITLE : SMALL).column);
  return {
    width: Math.ceil(Math.max(70, ...widths)) + 2 * PAD,
    height: TITLE.line + (lines.length - 1) * SMALL.line + 2 * PAD + (isStore ? 8 : 0),
  };
}

function labelText({ kind, label, readOnly }: StackEdge): string {
  if (kind === 'connection') return short(`:${label}`, COLUMNS.port);
  return short(label, COLUMNS.path, 'end') + (readOnly ? ' (ro)' : '');
}

function labelSize(edge: StackEdge): { width: number; height: number } {
  const text = labelText(edge);
  return text === '' ? { width: 0, height: 0 } : { width: columnsOf(text) * SMALL.column + 6, height: SMALL.line };
}

const curve = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
)
  .curve(curveBasis)
  .digits(1);

function drawnEdge({ edge, points, label }: Placed['edges'][number]): Markup {
  const text = labelText(edge);
  const full = edge.kind === 'mount' ? edge.label : text;
  return html`<g class="edge ${edge.kind}"><path d="${curve(points)}"/>${edge.kind !== 'mount' && arrow(points)}${text !== '' && html`<text x="${round(label.x)}" y="${round(label.y + 4)}" text-anchor="middle"><title>${full.slice(0, 1000)}</title>${text}</text>`}</g>`;
}

/** The head of an arrow, in the direction of its last piece. */
function arrow(points: readonly Point[]): Markup | false {
  const [from, to] = points.slice(-2);
  if (!from || !to) return false;
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const corner = (turn: number) =>
    `${round(to.x - 9 * Math.cos(angle + turn))},${round(to.y - 9 * Math.sin(angle + turn))}`;
  return html`<polygon points="${round(to.x)},${round(to.y)} ${corner(0.45)} ${corner(-0.45)}"/>`;
}

function words({ x, y, width, height }: Box, lines: readonly string[], top: number): Markup {
  const left = round(x - width / 2 + PAD);
  const first = y - height / 2 + top + 13;
  return html`${lines.map((text, index) => html`<text${index === 0 && html` class="name"`} x="${left}" y="${round(first + (index === 0 ? 0 : 4 + index * SMALL.line))}">${text}</text>`)}`;
}

function rectangle({ x, y, width, height }: Box): Markup {
  return html`<rect x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${round(height)}" rx="6"/>`;
}

function cylinder({ x, y, width, height }: Box): Markup {
  const [left, top, half] = [round(x - width / 2), round(y - height / 2 + 7), round(width / 2)];
  const side = round(height - 14);
  const turn = `a${half},7 0 0 1`;
  return html`<path d="M${left},${top} ${turn} ${width},0 v${side} ${turn} ${-width},0 z"/><path class="rim" d="M${left},${top} a${half},7 0 0 0 ${width},0"/>`;
}

function folder({ x, y, width, height }: Box): Markup {
  const [left, top] = [round(x - width / 2), round(y - height / 2)];
  return html`<path d="M${left},${top} h34 l7,8 h${round(width - 41)} v${round(height - 8)} h${round(-width)} z"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
