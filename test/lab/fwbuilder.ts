// Firewall Builder as a second reader of ASA configurations: it imports one, and compiles what it has understood for iptables.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interfaceOf, type LabRules } from './lab.ts';

/** The folders that an import needs, in a library beside those that come with the program. */
const LIBRARY = `  <Library id="lab" color="#ffffff" name="User" comment="" ro="False">
    <ObjectGroup id="lab1" name="Objects" comment="" ro="False">
${['Addresses', 'DNS Names', 'Address Tables', 'Groups', 'Hosts', 'Networks', 'Address Ranges']
  .map((name, n) => `      <ObjectGroup id="lab1${n}" name="${name}" comment="" ro="False"/>`)
  .join('\n')}
    </ObjectGroup>
    <ServiceGroup id="lab2" name="Services" comment="" ro="False">
${['Groups', 'ICMP', 'IP', 'TCP', 'UDP', 'Users', 'Custom', 'TagServices']
  .map((name, n) => `      <ServiceGroup id="lab2${n}" name="${name}" comment="" ro="False"/>`)
  .join('\n')}
    </ServiceGroup>
    <ObjectGroup id="lab3" name="Firewalls" comment="" ro="False"/>
    <ObjectGroup id="lab4" name="Clusters" comment="" ro="False"/>
    <IntervalGroup id="lab5" name="Time" comment="" ro="False"/>
  </Library>
`;

function emptyData(): string {
  const folder = readdirSync('/usr/share').find((name) => name.startsWith('fwbuilder-'))!;
  return readFileSync(join('/usr/share', folder, 'objects_init.xml'), 'utf8').replace(
    '  <Library id="sysid99"',
    `${LIBRARY}  <Library id="sysid99"`,
  );
}

/** The blocks of a configuration: a command with the lines below it. */
function blocksOf(text: string): string[][] {
  const blocks: string[][] = [];
  for (const line of text.split('\n'))
    if (line.startsWith(' ')) blocks[blocks.length - 1]!.push(line);
    else if (line && !line.startsWith('!')) blocks.push([line]);
  return blocks;
}

/**
 * What of a configuration Firewall Builder 5.3 knows: no IPv6, no host names, no icmp without a type, no sessions that clear what was
 * there, and no list for an interface that the lab does not have.
 */
function knownPart(text: string): { zones: string[]; config: string } {
  const lost = new Set<string>();
  const kept: string[] = [];
  const zones: string[] = [];
  const isLost = (line: string): boolean =>
    /\b[\da-f]*:[\da-f:]*|(?:^|\s)icmp6?(?=\s|$)/.test(line.replace(/ remark .*/, '')) ||
    [...line.matchAll(/ object(?:-group)? (\S+)/g)].some((m) => lost.has(m[1]!));
  for (const [command = '', ...below] of blocksOf(text)) {
    if (/^(no|clear) |segplan_closed|elsewhere/.test(command)) continue;
    const name = /^object(?:-group)? \w+ (\S+)$/.exec(command)?.[1];
    if (name !== undefined) {
      const lines = below.filter((line) => !isLost(line) && !/^ (fqdn|description) /.test(line));
      if (lines.length) kept.push(command, ...lines);
      else lost.add(name);
    } else if (/^access-list \S+ remark /.test(command)) {
      // Its scanner stops at some characters, also in remarks.
      kept.push(command.replace(/[^\w .,:;()-]/g, ''));
    } else if (!isLost(command)) kept.push(command, ...below);
    const zone = /^access-group \S+ in interface (\S+)$/.exec(command)?.[1];
    if (zone !== undefined) zones.push(zone);
  }
  const interfaces = zones.flatMap((zone, n) => [
    `interface ${interfaceOf(n)}`,
    ` nameif ${zone}`,
    ' security-level 50',
    ` ip address 198.18.${n}.1 255.255.255.252`,
    '!',
  ]);
  return { zones, config: ['ASA Version 8.3(1)', '!', 'hostname lab', '!', ...interfaces, ...kept, ''].join('\n') };
}

/** What the script does to the chain that packets are forwarded through, as one input for iptables-restore. */
function restorable(script: string): string {
  const commands = [...script.matchAll(/^ *\$IPTABLES +(-[AN] .*)$/gm)].map((m) =>
    // An interface of the lab may be several links.
    m[1]!.trim().replace(/(-[io]) (fw\d\d)(?= )/g, '$1 $2+'),
  );
  const chains = commands.filter((c) => c.startsWith('-N ')).map((c) => `:${c.slice(3)} - [0:0]`);
  const rules = commands.filter((c) => c.startsWith('-A ') && !/^-A (INPUT|OUTPUT) /.test(c));
  if (!rules.some((rule) => /-i fw\d/.test(rule))) throw new Error('Firewall Builder has compiled no rule.');
  const established = '-A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT';
  return ['*filter', ':FORWARD DROP [0:0]', ...chains, '-F FORWARD', established, ...rules, 'COMMIT', ''].join('\n');
}

/**
 * The IPv4 part of an ASA configuration, as Firewall Builder understands it.
 * @returns rules for the lab, whose zones have to be in the order of the configuration's interfaces; nothing of IPv6 passes
 * @throws Error when it does not understand a line
 */
export function asaToIptables(text: string): LabRules {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-fwb-'));
  const run = (command: string, ...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
    const log = `${stdout}\n${stderr}`;
    // What it does not understand, it says and leaves out.
    if (status !== 0 || /error|unexpected|not found/i.test(log)) throw new Error(`${command}: ${log}`);
    return log;
  };
  try {
    const { config } = knownPart(text);
    const data = join(folder, 'data.fwb');
    writeFileSync(join(folder, 'asa.txt'), config);
    writeFileSync(data, emptyData());
    run('fwbedit', 'import', '-f', 'data.fwb', '-i', 'asa.txt', '-o', '/User/Firewalls/lab', '-d');
    const imported = readFileSync(data, 'utf8');
    const iptables = imported.replace(/<Firewall [^>]*name="lab"[^>]*>/, (tag) =>
      tag
        .replace(/platform="\w+"/, 'platform="iptables"')
        .replace(/host_OS="\w+"/, 'host_OS="linux24"')
        .replace(/version="[^"]*"/, 'version=""'),
    );
    if (iptables === imported) throw new Error('Firewall Builder has imported nothing.');
    writeFileSync(data, iptables);
    run('fwb_ipt', '-f', 'data.fwb', '-o', 'lab.fw', 'lab');
    return {
      iptables: {
        v4: restorable(readFileSync(join(folder, 'lab.fw'), 'utf8')),
        v6: '*filter\n:FORWARD DROP [0:0]\nCOMMIT\n',
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
