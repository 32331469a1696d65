import { basename, dirname, extname } from 'node:path';
import { AstUtils } from 'langium';
import { driftIn } from '../api/audit.ts';
import { hasFailed, type Loaded } from '../api/load.ts';
import { errorsOfMeaning } from '../language/checking/document-errors.ts';
import { drawMap } from '../language/map/draw.ts';
import { drawioOf } from '../language/map/drawio.ts';
import { layOut } from '../language/map/layout.ts';
import { mermaidOf } from '../language/map/mermaid.ts';
import { pageOf } from '../language/map/page.ts';
import type { PlanMap } from '../language/map/plan-map.ts';
import { readMap } from '../language/map/read-map.ts';
import { DARK, LIGHT } from '../language/map/theme.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { EXIT, UsageError } from './errors.ts';
import { MAP_FORMATS, type MapFormat } from './map-formats.ts';
import { nameText, visible } from './text.ts';
import { createLanguage, loadPlans, namedFiles, warnOfUnknownPhases } from './workspace.ts';
import { contentOf, writeFiles } from './write-files.ts';

const ENDINGS: Readonly<Record<string, MapFormat>> = {
  '.svg': 'svg',
  '.png': 'png',
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
  '.drawio': 'drawio',
  '.html': 'html',
  '.htm': 'html',
};

export interface MapOptions {
  readonly format?: MapFormat;
  readonly out?: string;
  readonly theme: 'light' | 'dark';
  readonly audit?: boolean;
  readonly phase?: readonly string[];
}

/** Draws the zones of a plan, and what lies between them. @returns the exit code */
export async function map(file: string, options: MapOptions): Promise<number> {
  const format = formatOf(options);
  const services = await createLanguage(options.phase);
  const loaded = await loadPlans(services, [file]);
  warnOfUnknownPhases(services, loaded);
  const drawn = await mapOf(loaded[0]!, services, options.audit === true);
  if (drawn.broken)
    process.stderr.write(
      `segplan: warning: ${visible(loaded[0]!.file)} has errors, so the map may be incomplete; segplan check names them.\n`,
    );
  const output = await write(drawn, format, options.theme);
  if (options.out === undefined) process.stdout.write(contentOf(output));
  else {
    const [path] = writeFiles(dirname(options.out), [{ ...output, name: basename(options.out) }], 'file');
    process.stdout.write(`${nameText(path!)}\n`);
  }
  return loaded.some(hasFailed) ? EXIT.usage : EXIT.clean;
}

function formatOf({ format, out }: MapOptions): MapFormat {
  if (out !== undefined && !basename(out)) throw new UsageError('--out names no file; write --out map.svg.');
  if (out?.endsWith('.segplan'))
    throw new UsageError(`${nameText(out)} is the name of a plan, and a map is none; name another file, as --out map.svg.`);
  const named = out === undefined ? undefined : ENDINGS[extname(out).toLowerCase()];
  if (format && named && format !== named)
    throw new UsageError(
      `${nameText(out ?? '')} is a name for ${named}, and --format says ${format}; leave out --format, or name another file.`,
    );
  const chosen = format ?? (out === undefined ? 'svg' : named);
  if (!chosen)
    throw new UsageError(`${nameText(out ?? '')} does not say what it shall be; add --format ${MAP_FORMATS.join(', ')}.`);
  if (chosen === 'png' && out === undefined && process.stdout.isTTY)
    throw new UsageError('A picture in PNG is nothing for a terminal; add --out map.png.');
  return chosen;
}

async function mapOf({ document }: Loaded, services: SegplanCoreServices, withAudit: boolean): Promise<PlanMap> {
  const { segplan } = services;
  const root = document.parseResult.value;
  const read = segplan.VisibleDocuments.plansFor(root).map((tree) => AstUtils.getDocument(tree));
  const analysis = segplan.Plans.analysis(root);
  const drift = withAudit ? await driftIn({ document, services }, namedFiles) : undefined;
  return readMap(analysis, errorsOfMeaning(read).length > 0, drift);
}

async function write(drawn: PlanMap, format: MapFormat, name: MapOptions['theme']) {
  if (format === 'mermaid') return { name: '', text: mermaidOf(drawn) };
  const theme = name === 'dark' ? DARK : LIGHT;
  const scene = await layOut(drawn);
  if (format === 'drawio') return { name: '', text: drawioOf(scene, drawn) };
  if (format === 'html') return { name: '', text: pageOf(scene, drawn, theme) };
  const svg = `${drawMap(scene, drawn, { theme, legend: true, background: true }).text.trim()}\n`;
  if (format === 'svg') return { name: '', text: svg };
  const { pngOf } = await import('./png.ts');
  return { name: '', text: Buffer.from(await pngOf(svg)).toString('base64'), binary: true as const };
}
