import type { ElkNode } from 'elkjs/lib/elk-api.js';

const COMMON: Readonly<Record<string, string>> = {
  // All places are seen from the corner of the picture.
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.padding': '[top=4,left=4,bottom=4,right=4]',
  'elk.randomSeed': '1',
  'elk.spacing.nodeNode': '44',
};

/** Layers of nodes, one behind the other, and routes of edges between them. */
const LAYERED: Readonly<Record<string, string>> = {
  ...COMMON,
  'elk.algorithm': 'layered',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeNode': '20',
  'elk.spacing.edgeLabel': '3',
  'elk.layered.spacing.nodeNodeBetweenLayers': '56',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '14',
  'elk.layered.spacing.edgeNodeBetweenLayers': '20',
  'elk.layered.edgeLabels.sideSelection': 'SMART_DOWN',
};

/** How much is done for a picture; `quick` takes a quarter of the time. */
const CARE: Readonly<Record<'full' | 'quick', Readonly<Record<string, string>>>> = {
  full: {
    'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
    'elk.layered.nodePlacement.favorStraightEdges': 'true',
  },
  quick: { 'elk.layered.thoroughness': '1' },
};

const PACKED: Readonly<Record<string, string>> = { ...COMMON, 'elk.algorithm': 'rectpacking' };
/** Where nothing is drawn between nodes. */
const DENSE: Readonly<Record<string, string>> = { 'elk.spacing.nodeNode': '18' };

interface Engine {
  layout(graph: ElkNode, options: { layoutOptions: Record<string, string> }): Promise<ElkNode>;
}

let engine: Promise<Engine> | undefined;

/** Has the layout engine place the nodes of a graph, one within the other, and route its edges; most of which go one way. */
export async function arrange(graph: ElkNode, direction: 'RIGHT' | 'DOWN', care: 'full' | 'quick'): Promise<ElkNode> {
  engine ??= start();
  return (await engine).layout(graph, { layoutOptions: { ...LAYERED, ...CARE[care], 'elk.direction': direction } });
}

/** Has it place the nodes side by side, wherever edges lead. @param aspect how wide the whole shall be, in parts of its height */
export async function pack(graph: ElkNode, aspect: number, isDense: boolean): Promise<ElkNode> {
  engine ??= start();
  return (await engine).layout(graph, {
    layoutOptions: { ...PACKED, ...(isDense ? DENSE : {}), 'elk.aspectRatio': `${aspect}` },
  });
}

/** Large as it is, it is read when the first picture is made. */
async function start(): Promise<Engine> {
  const scope = globalThis as { onmessage?: unknown };
  const before = scope.onmessage;
  const [api, worker] = await Promise.all([import('elkjs/lib/elk-api.js'), import('elkjs/lib/elk-worker.min.js')]);
  // In a worker it takes itself for all of it, and what comes in for its own.
  if (scope.onmessage !== before) scope.onmessage = before;
  const ELK = constructorIn(api) as new (options: { workerFactory: () => unknown }) => Engine;
  const Worker = (worker as { Worker?: unknown }).Worker ?? constructorIn((worker as { default: object }).default);
  return new ELK({ workerFactory: () => new (Worker as new () => object)() });
}

/** The class of a module, however deep whoever loads it has put it. */
function constructorIn(module: object): unknown {
  let found: unknown = module;
  while (typeof found === 'object' && found !== null && 'default' in found) found = found.default;
  return found;
}
