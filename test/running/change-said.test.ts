// The commands that a device gets where one line of its file is missing, stands twice, or is another one, and why there are none: each stands in `sentences.txt`.
import assert from 'node:assert/strict';
import { changeWriters } from '../../language/generated/change-writers.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { audit } from '../../language/running/audit.ts';
import { changeOf } from '../../language/running/changing/change-file.ts';
import { readRunning } from '../../language/running/detect.ts';
import { ofChance, someOf } from '../support/chance.ts';
import { analysisOf, loadPlan } from '../support/language.ts';
import { sentencesOf } from '../support/sentences.ts';

const isKnown = sentencesOf(import.meta.dirname);

const PLAN = `plan "Change"
zone a { subnet 10.0.0.0/24 component x at 10.0.0.5 component w at 10.0.0.6 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.5 }
zone c { subnet 10.0.2.0/24, fd00:c::/64 }
zone d { subnet fd00:d::/64 }
allow x, w -> y : tcp 443, 8443 "Work"
allow a -> b : tcp 22
deny x -> y : tcp 22
allow y -> a : udp 53, icmp
allow x -> y : tcp 25 until 2031-01-31
allow c -> a : any "everything"
allow y -> c : tcp+udp 514, tcp 1-1024, protocol gre
allow c -> d : icmp, tcp 88
deny d -> c : any
`;

/** Lines that a device may have besides, by its form. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  asa: [
    'access-list a_in extended permit ip any any',
    'access-list a_in extended permit tcp any4 any4 eq 3389',
    'no access-list a_in extended permit tcp any4 any4 eq 22',
    'access-list b_in line 1 extended permit ip any any (hitcnt=0) 0xab',
    'access-group a_in in interface b',
    'no access-group a_in in interface a',
    'access-list old permit icmp6 any6 any6',
  ],
  fortios: ['config firewall policy', 'config vdom', 'config firewall policy6'],
  iptables: ['-A FORWARD -j ACCEPT', '-A FORWARD -p tcp -m tcp --dport 3389 -j ACCEPT', '-I FORWARD -j ACCEPT', ':own - [0:0]'],
  junos: [
    'set security policies default-policy permit-all',
    'set logical-systems l system services',
    'deactivate security policies',
  ],
  nftables: ['table inet other {\n  chain c {\n    type filter hook forward priority 5; policy drop;\n  }\n}', 'flush ruleset'],
  panos: [
    'set rulebase security rules all from any to any source any destination any application any service any action allow',
    'set rulebase security rules all disabled yes',
  ],
};

describe('changes of single rules', () => {
  for (const writer of changeWriters)
    it(`${writer.name}: are the commands that one line more or less needs, or say why there are none`, async () => {
      const { document, services } = await loadPlan(PLAN);
      const analysis = services.segplan.Plans.analysis(document.parseResult.value);
      const { files, problems } = await generate(document, services, { target: writer.name });
      assert.ok(files[0], problems.map(({ message }) => message).join('\n'));
      const lines = files[0].text.trimEnd().split('\n');
      const read = (text: string) => readRunning(text, 'file', writer.name);
      let [written, refused] = [0, 0];
      const texts = [
        lines,
        ...lines.flatMap((line, n) => (/^\s*(?:[#!]|$)/.test(line) ? [] : [lines.toSpliced(n, 1)])),
        ...(BESIDES[writer.name] ?? []).flatMap((line) => [[line, ...lines], [...lines, line], lines.toSpliced(-1, 0, line)]),
      ];
      for (const each of someOf(texts, 4)) {
        const text = `${each.join('\n')}\n`;
        const change = changeOf(analysis, read(text), text, writer, read);
        if ('why' in change) {
          refused++;
          isKnown(`${writer.name}: no change: ${change.why}`);
        } else {
          if (change.commands.length) written++;
          for (const command of change.commands) isKnown(`${writer.name}: change: ${command.trim()}`);
        }
      }
      assert.ok(written > ofChance(3, 0) && written + refused > ofChance(8, 2), `${written}, ${refused}`);
    });
});

describe('the commands that a device gets', () => {
  for (const writer of changeWriters)
    it(`${writer.name}: are the same however its file ends, and so is what the device has behind them`, async () => {
      const { document, services } = await loadPlan(PLAN);
      const analysis = services.segplan.Plans.analysis(document.parseResult.value);
      // What the plan has more by now is what the device lacks.
      const more = await loadPlan(`${PLAN}allow w -> y : tcp 9000 "More"\n`);
      const now = more.services.segplan.Plans.analysis(more.document.parseResult.value);
      const { files } = await generate(document, services, { target: writer.name });
      const read = (text: string) => readRunning(text, 'file', writer.name);
      assert.ok(analysis !== now);
      const changes = ['\n', '', '\n\n\n'].map((end) => {
        const text = `${files[0]!.text.trimEnd()}${end}`;
        const change = changeOf(now, read(text), text, writer, read);
        assert.ok(!('why' in change) && change.commands.length, JSON.stringify(change));
        return { commands: change.commands, after: change.after?.trimEnd() };
      });
      for (const change of changes) assert.deepEqual(change, changes[0]);
    });
});

describe('what is open where no rule and no default closes it', () => {
  const plan =
    'zone a { subnet 10.0.0.0/24 component x at 10.0.0.5 }\nzone b { subnet 10.0.1.0/24 component y at 10.0.1.5 }\nallow x -> y : tcp 443\n';
  const openOf = async (text: string, form: string): Promise<string[]> => {
    const { devices } = audit(await analysisOf(plan), readRunning(text, 'file', form));
    return devices.flatMap(({ open }) => open.map(({ list, rule }) => `${list.name}: ${rule?.text ?? list.otherwise}`));
  };

  it('is told by the rules that let it pass, and not by tables and filters without any', async () => {
    const zones = ['a', 'b'].map(
      (zone, n) =>
        `set interfaces ge-0/0/${n} unit 0 family inet address 10.0.${n}.1/24\nset security zones security-zone ${zone} interfaces ge-0/0/${n}.0\n`,
    );
    const junos = `${zones.join('')}set security policies from-zone a to-zone b policy p match source-address any destination-address any application junos-ssh\nset security policies from-zone a to-zone b policy p then permit\nset security policies default-policy permit-all\n`;
    assert.deepEqual(new Set((await openOf(junos, 'junos')).map((each) => each.split(':')[0])), new Set(['security policies']));
    const iptables =
      '*mangle\n:PREROUTING ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\nCOMMIT\n*filter\n:FORWARD ACCEPT [0:0]\n-A FORWARD -p tcp --dport 22 -j ACCEPT\nCOMMIT\n';
    assert.deepEqual(await openOf(iptables, 'iptables'), ['FORWARD: -A FORWARD -p tcp --dport 22 -j ACCEPT', 'FORWARD: permit']);
  });
});
