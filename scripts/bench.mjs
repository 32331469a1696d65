// npm run bench: what analysis costs beside parsing, and how both grow. Machines differ, so only ratios within one run are given.
import { fileURLToPath } from 'node:url';
import { install, run } from './setup.mjs';

if (process.argv[2] !== '--measure') {
  install();
  const generated = await run(['scripts/generate.mjs']);
  const measured = generated.code === 0 ? await run([fileURLToPath(import.meta.url), '--measure']) : generated;
  process.exitCode = measured.code;
} else await measure();

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
  const once = async (text, n) => {
    const parsed = performance.now();
    const document = LangiumDocumentFactory.fromString(text, URI.file(`/bench/${n}.segplan`));
    const linked = performance.now();
    LangiumDocuments.addDocument(document);
    await DocumentBuilder.build([document], { validation: false });
    const modeled = performance.now();
    const root = document.parseResult.value;
    const plan = buildPlan(root, [], services.segplan.Plans.catalog(root));
    const analyzed = performance.now();
    const analysis = analyze(plan, { today: '2027-01-01' });
    const end = performance.now();
    LangiumDocuments.deleteDocument(document.uri);
    return {
      parse: linked - parsed,
      link: modeled - linked,
      model: analyzed - modeled,
      analyze: end - analyzed,
      missing: analysis.missing.length,
    };
  };
  const series = async (text) => {
    const runs = [];
    for (let n = 0; n < 4; n++) runs.push(await once(text, n));
    const rest = runs.slice(1);
    return Object.fromEntries(['parse', 'link', 'model', 'analyze', 'missing'].map((k) => [k, median(rest.map((r) => r[k]))]));
  };
  const small = await series(planOf(1000, 50, 3000));
  const large = await series(planOf(10000, 50, 3000));
  const line = (name, value) => console.log(`${name.padEnd(58)} ${value.toFixed(2)}`);
  console.log('1,000 components in 50 zones, 3,000 rules; parsing = 1.00');
  for (const key of ['link', 'model', 'analyze']) line(`  ${key}`, small[key] / small.parse);
  console.log('10,000 components against 1,000; linear would be 10.00 for what depends on components alone');
  for (const key of ['parse', 'link', 'model', 'analyze']) line(`  ${key}`, large[key] / small[key]);
}
