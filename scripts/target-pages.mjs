// The pages below docs/targets/: what each target can hold, and what it writes for a small plan. Made from the targets themselves.
import { createTestLanguage } from '../test/support/language.ts';

const { targets } = await import('../language/generated/targets.ts');
const { SYSTEM_TITLES } = await import('../language/model/systems.ts');
const { protocolName } = await import('../language/model/protocols.ts');
const { generate } = await import('../language/rulesets/generate.ts');

/** Small enough to be read whole, with both families, a temporary rule and a deny. */
const PLAN = `plan "A proxy in its own network"

use veeam 13

zone management {
  subnet 10.10.0.0/24, fd00:10::/64
  component vbr : veeam.backup-server at 10.10.0.10, fd00:10::10
}

zone backup {
  subnet 10.30.0.0/24, fd00:30::/64
  component repo : veeam.hardened-repository at 10.30.0.20, fd00:30::20
}

allow vbr -> repo : veeam.data-mover, veeam.data-channels
allow vbr -> repo : ssh during deployment "set-up of the repository"
`;
const WITH_DENY = `${PLAN}deny backup -> management : tcp 22\n`;
const LINES = 60;

const OTHERS = { apart: 'yes', whole: 'yes, but for `any except …`', none: 'no' };
const ICMP = { types: 'yes, type by type', whole: 'as a whole, without types', none: 'no' };
const yes = (holds) => (holds ? 'yes' : 'no');
const DATES = { none: 'no', utc: 'yes', device: "yes, by the device's own clock and time zone" };
const CHANGES = {
  whole: 'replaced as a whole',
  since: '`--since OLD` takes away what is gone',
  document: 'a document: nothing is loaded',
};
const NAMES = { none: 'no', plain: 'yes, without wildcards', wildcards: 'yes' };

/** `all but hopopt`, `esp, ah` */
function protocolsText({ but, only }) {
  const names = (numbers) => numbers.map(protocolName).join(', ');
  if (only) return names(only) || 'no';
  return but.length ? `all but ${names(but)}` : 'all';
}

/** Everything there is to say of a target's limits, as rows of a table: what it is, how the target stands, and its title where all targets are columns. */
function rows({ capabilities: can, scopes }) {
  return [
    ['Firewall between zones', yes(scopes.includes('network'))],
    [
      'Firewalls of hosts',
      can.systems ? can.systems.map((system) => `with ${SYSTEM_TITLES[system]}`).join(', ') : yes(scopes.includes('host')),
    ],
    ['IPv6', yes(can.ipv6), 'IPv6'],
    ['Host names', NAMES[can.hostNames], 'Host names'],
    ['Service tags', yes(can.serviceTags ?? false), 'Service tags'],
    ['Deny rules', can.deny ? 'yes' : 'no: taken out of what is allowed', 'Deny'],
    ['ICMP', ICMP[can.icmp], 'ICMP'],
    ['Every protocol (`any`)', OTHERS[can.otherProtocols], '`any`'],
    ['Other protocols (`protocol gre`)', protocolsText(can.protocols), '`protocol`'],
    ['Ports of the initiator (`source port`)', yes(can.sourcePorts), '`source port`'],
    ['Ends rules by date itself', DATES[can.expiry], 'End dates'],
    ['When the plan changes', CHANGES[can.change], 'Changes'],
    ['Longest comment', can.commentBytes === undefined ? 'no limit' : `${can.commentBytes} bytes`, 'Comment'],
    ['Longest name', can.nameLength === undefined ? 'no limit' : `${can.nameLength} characters`, 'Name'],
    ['Rules', can.ruleLimit ?? 'no limit', 'Rules'],
  ];
}

const table = (header, lines) => [
  `| ${header.join(' | ')} |`,
  `| ${header.map(() => '---').join(' | ')} |`,
  ...lines.map((line) => `| ${line.map((cell) => String(cell).replace(/\|/g, '\\|')).join(' | ')} |`),
];

async function example(target) {
  const { load, services } = await createTestLanguage();
  const document = await load({ 'plan.segplan': WITH_DENY });
  const scope = target.scopes.includes('network') ? 'network' : 'host';
  const { files, problems } = await generate(document, services, { target: target.name, scope, phases: ['deployment'] });
  return { files, problems, scope };
}

function excerpt({ name, text, binary }, languageId) {
  if (binary) return [`\`${name}\` is no text.`, ''];
  const lines = text.trimEnd().split('\n');
  const shown = lines.length > LINES ? [...lines.slice(0, LINES), '…'] : lines;
  const fence = text.includes('```') ? '````' : '```';
  return [`\`${name}\`:`, '', `${fence}${languageId}`, ...shown, fence, ''];
}

/** @returns the pages by path, and the rows of the README's table of targets */
export async function targetPages() {
  const pages = [];
  for (const target of targets) {
    const { files, problems, scope } = await example(target);
    const lines = [
      `# ${target.title}`,
      '',
      target.description,
      '',
      ...table(
        ['Holds', 'Here'],
        rows(target).map(([title, value]) => [title, value]),
      ),
      '',
      ...(target.capabilities.notes?.length ? [...target.capabilities.notes.map((note) => `- ${note}`), ''] : []),
      `What a plan needs beyond this stops \`segplan generate --target ${target.name}\`, or is a warning, with the line of the plan.`,
      '',
      `## An example${scope === 'host' ? ', for hosts' : ''}`,
      '',
      `Made with \`--phase deployment${scope === 'host' ? ' --scope host' : ''}\` from this plan:`,
      '',
      '```segplan',
      WITH_DENY.trimEnd(),
      '```',
      '',
      ...files.flatMap((file) => excerpt(file, target.languageId)),
      ...(problems.length
        ? ['What the command says besides:', '', ...problems.map((p) => `- ${p.level}: ${p.message}`), '']
        : []),
    ];
    pages.push({ path: `docs/targets/${target.name}.md`, text: `${lines.join('\n').trimEnd()}\n` });
  }
  const columns = (target) => rows(target).filter(([, , title]) => title);
  const overview = table(
    ['Target', 'Scopes', ...columns(targets[0]).map(([, , title]) => title)],
    targets.map((t) => [`[${t.name}](${t.name}.md)`, t.scopes.join(', '), ...columns(t).map(([, value]) => value)]),
  );
  const readme = [
    '# Targets',
    '',
    'What each form of a rule set can hold. The generator reads the same data: what a plan needs and a target lacks stops it with the line of',
    'the plan, or is a warning; nothing is left out in silence.',
    '',
    ...overview,
    '',
  ];
  pages.push({ path: 'docs/targets/README.md', text: readme.join('\n') });
  const summary = targets.map((t) => `| [\`${t.name}\`](docs/targets/${t.name}.md) | ${t.description} |`);
  return { pages, summary: ['| Target | What it writes |', '| --- | --- |', ...summary].join('\n') };
}
