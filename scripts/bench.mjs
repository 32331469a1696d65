// npm run bench: what analysis costs beside parsing, how both grow, what the editor's answers cost beside other language servers', and what
// many files do. Machines differ, so only ratios within one run say something. `npm run bench -- editor 50000` measures one part
// (`analysis`, `growth`, `emission`, `editor`, `keystrokes`, `files`, `audit`), at other sizes; `--write` puts what was measured into
// docs/performance.md.
import { fileURLToPath } from 'node:url';
import { install, run } from './setup.mjs';

const [part, ...sizes] = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
if (!process.argv.includes('--measure')) {
  install();
  const built = await run(['esbuild.mjs', '--quiet']);
  const measured = built.code === 0 ? await run([fileURLToPath(import.meta.url), '--measure', ...process.argv.slice(2)]) : built;
  process.exitCode = measured.code;
} else {
  const wants = (name) => part === undefined || part === name;
  const results = {};
  if (wants('analysis')) results.analysis = await measure();
  if (wants('growth')) {
    const { benchGrowth } = await import('./bench/growth.mjs');
    results.growth = benchGrowth(sizes[0]);
  }
  if (wants('emission')) {
    const { benchEmission } = await import('./bench/emission.mjs');
    results.emission = await benchEmission(sizes.length ? sizes.map(Number) : [1000, 10_000]);
  }
  if (wants('editor')) {
    const { benchEditor } = await import('./bench/editor.mjs');
    results.editor = await benchEditor(sizes.length ? sizes.map(Number) : [1000, 10_000, 50_000]);
  }
  if (wants('keystrokes')) {
    const { benchKeystrokes } = await import('./bench/keystrokes.mjs');
    await benchKeystrokes(sizes[0]);
  }
  if (wants('audit')) {
    const { benchAudit } = await import('./bench/audit.mjs');
    results.audit = await benchAudit(...sizes.map(Number));
  }
  if (wants('files')) {
    const { benchFiles } = await import('./bench/files.mjs');
    results.files = await benchFiles(...sizes.map(Number));
  }
  if (process.argv.includes('--write')) {
    const { writePage } = await import('./bench/page.mjs');
    writePage(results);
  }
}

/** A plan with components of ten roles spread over zones, and rules that cover a part of what they need. */
function planOf(components, zones, rules) {
  const roles = [
    'backup-server',
    'vmware-proxy',
    'linux-repository',
    'windows-repository',
    'mount-server',
    'console',
    'windows-agent',
    'linux-agent',
    'one-server',
    'browser',
  ];
  const perZone = Math.ceil(components / zones);
  const lines = ['use veeam 13'];
  for (let z = 0; z < zones; z++) {
    lines.push(`zone z${z} {`, `  subnet 10.${z}.0.0/16`);
    for (let c = 0; c < perZone; c++)
      lines.push(`  component c${z}-${c} : veeam.${roles[(z + c) % roles.length]} at 10.${z}.${c >> 8}.${c & 255}`);
    lines.push('}');
  }
  for (let a = 0; a < zones; a++) for (let b = 0; b < zones; b++) if (a !== b) lines.push(`allow z${a} -> z${b} : required`);
  for (let r = lines.filter((l) => l.startsWith('allow')).length; r < rules; r++)
    lines.push(`allow c${r % zones}-0 -> c${(r + 1) % zones}-1 : tcp ${1024 + r}`);
  return `${lines.join('\n')}\n`;
}

async function measure() {
  const { createTestLanguage } = await import('../test/support/language.ts');
  const { services } = await createTestLanguage();
  const { LangiumDocumentFactory, LangiumDocuments, DocumentBuilder } = services.shared.workspace;
  const { URI } = await import('vscode-uri');
  const { buildPlan } = await import('../language/model/build-plan.ts');
  const { analyze } = await import('../language/analysis/analyze.ts');
  const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];
  const moment = { today: '2027-01-01' };

  /** Parses and links a text. */
  const load = async (text, name) => {
    const start = performance.now();
    const document = LangiumDocumentFactory.fromString(text, URI.file(`/bench/${name}.segplan`));
    const parsed = performance.now();
    LangiumDocuments.addDocument(document);
    await DocumentBuilder.build([document], { validation: false });
    return { document, parse: parsed - start, link: performance.now() - parsed };
  };
  const once = async (text, n) => {
    const { document, parse, link } = await load(text, `${n}`);
    const root = document.parseResult.value;
    const linked = performance.now();
    const plan = buildPlan(root, [], services.segplan.Plans.catalog(root));
    const modeled = performance.now();
    const analysis = analyze(plan, moment);
    const analyzed = performance.now();
    await services.segplan.CheckRunner.run(document);
    const checked = performance.now();
    // One more rule, as typing it would leave the text.
    const edited = await load(`${text}allow c0-0 -> c1-1 : tcp 65000\n`, `${n}-edited`);
    const before = performance.now();
    const again = analyze(buildPlan(edited.document.parseResult.value, [], plan.catalog, plan), moment, analysis);
    const end = performance.now();
    for (const each of [document, edited.document]) LangiumDocuments.deleteDocument(each.uri);
    if (again.requirements !== analysis.requirements)
      throw new Error('The edit of a rule had the requirements worked out again.');
    return {
      parse,
      link,
      model: modeled - linked,
      analyze: analyzed - modeled,
      check: checked - analyzed,
      full: analyzed - linked,
      edit: end - before,
    };
  };
  const KEYS = ['parse', 'link', 'model', 'analyze', 'check', 'full', 'edit'];
  const series = async (text, runs) => {
    const all = [];
    for (let n = 0; n < runs; n++) all.push(await once(text, n));
    // The first run warms up.
    return Object.fromEntries(KEYS.map((k) => [k, median(all.slice(1).map((r) => r[k]))]));
  };
  const small = await series(planOf(1000, 50, 3000), 6);
  const large = await series(planOf(10000, 50, 3000), 4);
  const result = [];
  const line = (name, value) => {
    console.log(`${name.padEnd(76)} ${value.toFixed(2)}`);
    result.push([name.trim(), value.toFixed(2)]);
  };
  console.log('1,000 components in 50 zones, 3,000 rules; parsing = 1.00');
  line('  linking names', small.link / small.parse);
  line('  building the plan and analyzing it (goal: at most 3.00)', small.full / small.parse);
  line('  the same after the edit of one rule', small.edit / small.parse);
  line('  all checks with what they find out besides', small.check / small.parse);
  console.log('10,000 components against 1,000; linear would be 10.00 for what depends on components alone');
  for (const key of ['parse', 'link', 'full', 'check'])
    line(`  ${key === 'full' ? 'plan and analysis' : key}, from 1,000 to 10,000 components`, large[key] / small[key]);
  return result;
}
