// Plans and catalogs that import one another, in circles as well, and what somebody does to one of them.
import { EVERYTHING, planOfChance } from '../../reading/plans.ts';
import { changed, type Pick } from '../../support/changed-lines.ts';

/** Names that files of a workspace may have; what lies in folders imports over them. */
export const NAMES: readonly string[] = ['plan', 'sites/berlin', 'shared', 'catalogs/own', 'größe 1#?%41'].map(
  (name) => `${name}.segplan`,
);

/** What firewalls of plans of chance run, and lies beside them. */
export const RUNNING: readonly string[] = ['one.cfg', 'two.cfg'];

const BEGINNING = /^(?=[A-Za-z])/m;

/** An import of a file, seen from another one. */
function importOf(name: string, from: string): string {
  return `import "${from.includes('/') ? '../' : './'}${name}"\n`;
}

/** Statements of a plan of chance, each with its lines. */
function statementsOfChance(seed: number): string[] {
  const { text, others } = planOfChance(seed, EVERYTHING);
  const all = [text, ...Object.values(others)].join('\n').split(BEGINNING);
  return all.filter((each) => !each.startsWith('import'));
}

/** Two to five files with the statements of a plan of chance among them, which import one another; seldom all lies in one. */
export function filesOfChance(seed: number, pick: Pick): Map<string, string> {
  const names = NAMES.slice(0, 2 + pick(NAMES.length - 1));
  const texts = new Map(names.map((name) => [name, '']));
  for (const name of names) {
    for (const other of names)
      if (pick(name === names[0] ? 5 : 3) !== 1) texts.set(name, texts.get(name) + importOf(other, name));
    if (!pick(6)) texts.set(name, `${texts.get(name)}${importOf('missing.segplan', name)}`);
  }
  for (const statement of statementsOfChance(seed)) {
    const name = pick(2) ? names[0]! : names[pick(names.length)]!;
    texts.set(name, texts.get(name) + statement);
  }
  return texts;
}

/** A text of a running file. */
export function runningText(pick: Pick): string {
  const port = 1000 + pick(4);
  return [
    `*filter\n:INPUT ACCEPT [0:0]\n:FORWARD DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n-A FORWARD -s 10.0.1.1/32 -p tcp --dport ${port} -j ACCEPT\nCOMMIT\n`,
    `hostname fw\naccess-list a extended permit tcp any any eq ${port}\naccess-group a global\n`,
    'no such thing\n',
    '',
  ][pick(4)]!;
}

/** The text of a file after somebody did one thing in it. */
export function editedText(text: string, name: string, pick: Pick): string {
  const lines = text.split('\n');
  const at = pick(lines.length + 1);
  switch (pick(12)) {
    case 0:
      return [...lines.slice(0, at), importOf(NAMES[pick(NAMES.length)]!, name).trimEnd(), ...lines.slice(at)].join('\n');
    case 1: {
      const imports = lines.flatMap((line, n) => (line.startsWith('import') ? [n] : []));
      const gone = imports[pick(imports.length || 1)];
      return lines.filter((_, n) => n !== gone).join('\n');
    }
    case 2:
      return [...lines.slice(0, at), '// why', ...lines.slice(at)].join('\n');
    case 3:
      return `${text}allow`;
    case 4:
      return text.replace(/\}/, '');
    case 5:
      return text.replaceAll('\n', '\r\n').replaceAll('\r\r', '\r');
    default:
      return changed(text, pick);
  }
}

/** Two files after a statement went from one to the other. */
export function moved(from: string, to: string, pick: Pick): readonly [string, string] {
  const statements = from.split(BEGINNING);
  const at = pick(statements.length);
  const statement = statements[at]!;
  return [statements.filter((_, n) => n !== at).join(''), to.endsWith('\n') || !to ? to + statement : `${to}\n${statement}`];
}
