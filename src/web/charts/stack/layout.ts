import { Graph, layout } from '@dagrejs/dagre';
import type { StackEdge, StackGraph } from './graph.ts';

/** From above to below, or from the left to the right. */
export type Direction = 'upright' | 'flat';

export interface Point {
  x: number;
  y: number;
}
/** A box by its middle. */
export interface Box extends Point {
  width: number;
  height: number;
}
export interface Placed {
  width: number;
  height: number;
  boxes: ReadonlyMap<string, Box>;
  /** In the order of the graph's edges; `label` is where the middle of its words stands. */
  edges: { edge: StackEdge; points: Point[]; label: Point }[];
}

/** Where everything stands: who needs something before what it needs. The same graph is always laid out alike. */
export function placed(
  { services, stores, edges }: StackGraph,
  direction: Direction,
  sizes: ReadonlyMap<string, { width: number; height: number }>,
  labels: (edge: StackEdge) => { width: number; height: number },
): Placed {
  const graph = new Graph({ multigraph: true });
  const rankdir = direction === 'upright' ? 'TB' : 'LR';
  graph.setGraph({ rankdir, nodesep: 20, edgesep: 14, ranksep: 30, marginx: 8, marginy: 8 });
  for (const { id } of [...services, ...stores]) graph.setNode(id, { ...sizes.get(id) });
  for (const [index, edge] of edges.entries()) {
    graph.setEdge(edge.from, edge.to, { ...labels(edge), labelpos: 'c' }, `${index}`);
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<Box>;
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    boxes: new Map(graph.nodes().map((id: string) => [id, graph.node(id) as Box])),
    edges: edges.map((edge, index) => {
      const {
        points,
        x = 0,
        y = 0,
      } = graph.edge(edge.from, edge.to, `${index}`) as { points: Point[] } & Partial<Point>;
      return { edge, points, label: { x, y } };
    }),
  };
}
