import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** A source file and what it imports: other files of the project, and packages. */
export interface SourceFile {
  /** Seen from the root, with `/`: `language/model/plan.ts`. */
  readonly path: string;
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

const IMPORT = /^(?:import|export)\b[^'";]*?(?:\bfrom\s*)?'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/gm;

/** Every source file below some folders, in order; types that are imported count like values. */
export function sourceFiles(folders: readonly string[]): SourceFile[] {
  const paths = folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }));
  return paths
    .map((path) => path.split(sep).join('/'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(root, path), 'utf8');
      const targets = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2]!);
      // A file inside of a package that doesn't export it is imported by its path.
      const isOwn = (t: string): boolean => t.startsWith('.') && !t.includes('/node_modules/');
      const own = targets.filter(isOwn);
      return {
        path,
        files: own.map((t) =>
          relative(root, resolve(root, dirname(path), t))
            .split(sep)
            .join('/'),
        ),
        packages: targets.filter((t) => !isOwn(t)).map((t) => t.replace(/^.*\/node_modules\//, '')),
      };
    });
}

/** A way along arrows that comes back to where it began, for each place on one; a place on several shows once. */
export function circles(arrows: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (place: string, way: readonly string[]): void => {
    const at = way.indexOf(place);
    if (at >= 0) found.push([...way.slice(at), place]);
    if (at >= 0 || done.has(place)) return;
    for (const next of arrows.get(place) ?? []) visit(next, [...way, place]);
    done.add(place);
  };
  for (const place of arrows.keys()) visit(place, []);
  return found;
}
