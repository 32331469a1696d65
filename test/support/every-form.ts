import { targets } from '../../language/generated/targets.ts';
import { type Generated, generate } from '../../language/rulesets/generate.ts';
import type { Scope } from '../../language/rulesets/target.ts';
import { loadPlan } from './language.ts';

/**
 * What each form writes of a plan, for the network and for hosts, or for the last of its firewalls: a text for each, with what the form says,
 * its files, and what it writes besides where the plan from before is loaded.
 */
export async function inEveryForm(text: string): Promise<{ path: string; text: string }[]> {
  const { document, services } = await loadPlan(text, {}, true);
  const before = textBefore(text);
  const since = before === text ? undefined : await loadPlan(before, {}, true);
  const firewall = services.segplan.Plans.plan(document.parseResult.value).firewalls.at(-1)?.name;
  const written: { path: string; text: string }[] = [];
  for (const { name, scopes } of targets)
    for (const scope of scopes as readonly Scope[]) {
      if (firewall && scope !== scopes[0]) continue;
      const options = { target: name, phases: ['deployment'], ...(firewall ? { firewall } : { scope }) };
      const now = await generate(document, services, options);
      const later = since && now.files.length ? await generate(document, services, { ...options, since }) : now;
      const lines = [...told(later), ...now.files.flatMap(linesOf), ...besides(later, now)];
      if (lines.length) written.push({ path: `${name}.${scope}.txt`, text: `${lines.join('\n').trimEnd()}\n` });
    }
  return written;
}

/** The plan before: the lines `// before: …` are rules in it, and those that end with `// since` are not there. */
export function textBefore(text: string): string {
  return text.replace(/^.* \/\/ since$/gm, '').replace(/^\/\/ before: /gm, '');
}

/** What is said beside the files. */
function told({ problems, gone = [] }: Generated): string[] {
  const said = problems.map(({ level, line, message }) => `${level}${line === undefined ? '' : ` ${line}`}: ${message}`);
  return [...said, ...gone.map((each) => `gone: ${each}`)];
}

/** A file under its name; of a page without its style, which is that of every page. */
function linesOf(file: Generated['files'][number]): string[] {
  if (file.binary) return [];
  return ['', `==== ${file.name}`, ...file.text.replace(/<style>[\s\S]*?<\/style>/, '').split('\n')];
}

/** The lines that are written because of what was before. */
function besides(later: Generated, now: Generated): string[] {
  const known = new Set(now.files.flatMap(linesOf));
  const more = later.files.flatMap(linesOf).filter((line) => !known.has(line));
  return more.length ? ['', '==== besides, for what was before', ...more] : [];
}
