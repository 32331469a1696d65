// Rules that a device ends by itself, on a day before, on and behind their last one.
import assert from 'node:assert/strict';
import { betweenZones, buildRuleSet } from '../../language/rulesets/rule-set.ts';
import type { Target } from '../../language/rulesets/target.ts';
import { asa } from '../../language/rulesets/targets/asa/asa.ts';
import { writer } from '../../language/rulesets/targets/asa/change.ts';
import { csv } from '../../language/rulesets/targets/csv/csv.ts';
import { fortios } from '../../language/rulesets/targets/fortios/fortios.ts';
import { junos } from '../../language/rulesets/targets/junos/junos.ts';
import { panos } from '../../language/rulesets/targets/panos/panos.ts';
import { audit } from '../../language/running/audit.ts';
import { changeOf } from '../../language/running/changing/change-file.ts';
import { untimelyTexts } from '../../language/running/describe-audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { loadPlan } from '../support/language.ts';

const TARGETS: readonly Target[] = [asa, csv, fortios, junos, panos];

const plan = (...rules: readonly string[]): string =>
  ['zone a { subnet 10.1.0.0/24 }', 'zone b { subnet 10.2.0.0/24 }', ...rules].join('\n');

const analysisOf = async (text: string, today: string) => {
  const { document, services } = await loadPlan(text);
  services.segplan.Plans.today = () => today;
  return services.segplan.Plans.analysis(document.parseResult.value);
};

/** The text of the files that a plan's rules are loaded from. */
const loaded = async (text: string, target: Target, today = '2027-01-10') => {
  const ruleSet = betweenZones(buildRuleSet(await analysisOf(text, today)));
  return await target.emit(ruleSet, 'plan');
};

/** What an audit says on a day of a device that was loaded with a plan, of which the texts may have changed since. */
const told = async (now: string, today: string, target: Target, before = now): Promise<string[]> => {
  const files = (await loaded(before, target)).filter(({ name }) => !name.includes('remove'));
  const result = audit(
    await analysisOf(now, today),
    files.flatMap(({ name, text }) => readRunning(text, name)),
  );
  const said = result.devices.flatMap(({ cutOff, open, dead }) => [
    ...cutOff.map(({ perhaps }) => (perhaps === undefined ? 'cut off' : 'perhaps cut off')),
    ...open.map(({ perhaps }) => (perhaps === undefined ? 'open' : 'perhaps open')),
    ...dead.map(({ why }) => why),
  ]);
  return said.length || !result.inStep ? said : ['in step'];
};

describe('rules that a device ends by itself', () => {
  const timed = plan('allow a -> b : tcp 443 until 2027-03-01');

  it('are certain while it is their time, and gone behind it; close to their last day they are neither', async () => {
    for (const target of TARGETS) {
      const on = (today: string) => told(timed, today, target);
      assert.deepEqual(await on('2027-01-10'), ['in step'], target.name);
      assert.deepEqual(await on('2027-02-27'), ['in step'], target.name);
      // A clock west or east of UTC has another day.
      assert.deepEqual(await on('2027-03-01'), ['perhaps cut off'], target.name);
      assert.deepEqual(await on('2027-03-02'), ['perhaps open'], target.name);
      assert.deepEqual(await on('2027-03-03'), ['in step'], target.name);
    }
  });

  it('that have ended close what the plan still has, and open nothing that it has no longer', async () => {
    for (const target of TARGETS) {
      assert.deepEqual(await told(plan('allow a -> b : tcp 443'), '2027-05-01', target, timed), ['cut off'], target.name);
      assert.deepEqual(await told(plan('allow a -> b : tcp 22'), '2027-05-01', target, timed), ['cut off'], target.name);
      assert.deepEqual((await told(plan(), '2027-01-10', target, timed)).sort(), ['open'], target.name);
    }
  });

  it('are told as the reason for what they let pass before, or will', async () => {
    const reasons = async (now: string, today: string, files: readonly { name: string; text: string }[]): Promise<string[][]> => {
      const { devices } = audit(
        await analysisOf(now, today),
        files.flatMap(({ name, text }) => readRunning(text, name)),
      );
      return devices.flatMap(({ cutOff }) => cutOff.map((cut) => untimelyTexts(cut).map((text) => text.replace(/:.*/s, ''))));
    };
    for (const target of TARGETS) {
      const files = (await loaded(timed, target)).filter(({ name }) => !name.includes('remove'));
      const [[told = ''] = [], ...more] = await reasons(plan('allow a -> b : tcp 443'), '2027-05-01', files);
      assert.match(told, /^line \d+ ended on 2027-03-01$/, target.name);
      assert.deepEqual(more, [], target.name);
      // What it never let pass it is no reason for.
      assert.deepEqual(await reasons(plan('allow a -> b : tcp 22'), '2027-05-01', files), [[]], target.name);
    }
    const asaWith = (...rules: string[]) => [
      {
        name: 'fw.txt',
        text: `interface e0\n nameif a\n ip address 10.1.0.1 255.255.255.0\ninterface e1\n nameif b\n ip address 10.2.0.1 255.255.255.0
time-range past\n absolute end 23:59 01 March 2027\ntime-range future\n absolute start 00:00 01 July 2027\n${rules.map((rule) => `access-list x extended ${rule}\n`).join('')}access-group x in interface a\nsame-security-traffic permit inter-interface\n`,
      },
    ];
    const [past, future] = ['past', 'future'].map((range) => `permit tcp any any eq 443 time-range ${range}`) as [string, string];
    const on = (...rules: string[]) => reasons(plan('allow a -> b : tcp 443'), '2027-05-01', asaWith(...rules));
    assert.deepEqual(await on(past, 'deny ip any any'), [['line 11 ended on 2027-03-01']]);
    assert.deepEqual(await on('deny udp any any', future), [['line 12 lets it pass from 2027-07-01 on']]);
    assert.deepEqual(await on(future, past), [['line 11 lets it pass from 2027-07-01 on']]);
    // In their time they would be too late.
    assert.deepEqual(await on('deny tcp any any eq 443', past), [[]]);
    assert.deepEqual(await on(past.replace('443', '22')), [[]]);
  });

  it('make no other rule one without effect, since that one stays', async () => {
    const both = plan('allow a -> b : tcp 443 until 2027-03-01', 'allow a -> b : tcp 22, 443');
    for (const target of TARGETS) {
      const said = await told(both, '2027-01-10', target);
      assert.ok(
        said.every((each) => each === 'redundant' || each === 'in step'),
        `${target.name}: ${said}`,
      );
    }
    const text = `interface e0
 nameif a
 ip address 10.1.0.1 255.255.255.0
interface e1
 nameif b
 ip address 10.2.0.1 255.255.255.0
time-range t
 absolute end 23:59 01 March 2027
access-list x extended permit tcp any any eq 443 time-range t
access-list x extended permit tcp any any eq 443
access-list x extended deny ip any any
access-group x in interface a
access-group x in interface b
`;
    const open = await analysisOf(plan('allow a -> b : tcp 443', 'allow b -> a : tcp 443'), '2027-01-10');
    const { devices } = audit(open, readRunning(text, 'fw.txt'));
    assert.deepEqual(
      devices.flatMap(({ dead }) => dead.map(({ rule, why }) => [rule.line, why])),
      [[9, 'redundant']],
    );
  });

  it('that begin later leave no rule without effect that gets one by them', async () => {
    const text = `interface e0
 nameif a
 ip address 10.1.0.1 255.255.255.0
time-range t
 absolute start 00:00 01 June 2027
access-list x extended permit tcp any any eq 443
access-list x extended deny tcp any any eq 443 time-range t
access-list x extended permit tcp any any eq 443
access-group x in interface a
`;
    const { devices } = audit(await analysisOf(plan('allow a -> b : tcp 443'), '2027-01-10'), readRunning(text, 'fw.txt'));
    // Without the first permit the deny would close what it lets pass, once it counts.
    assert.deepEqual(
      devices.flatMap(({ dead }) => dead.map(({ rule, why }) => [rule.line, why])),
      [[8, 'redundant']],
    );
  });

  it('count for nothing in what a time range of an ASA says besides, which nobody works out', async () => {
    const [{ text, name }] = (await loaded(timed, asa)) as [{ text: string; name: string }];
    const also = (line: string) => text.replace(/^ absolute .*$/m, line);
    const on = async (file: string): Promise<boolean> =>
      audit(await analysisOf(timed, '2027-01-10'), readRunning(file, name)).inStep;
    assert.equal(await on(text), true);
    assert.equal(await on(also(' absolute end 23:59 1 March 2027')), true);
    assert.equal(await on(also(' absolute start 00:00 01 February 2027')), false);
    assert.equal(await on(also(' absolute end 23:59 01 March 2027\n periodic weekdays 8:00 to 18:00')), false);
    assert.equal(await on(also(' absolute end 23:59 31 February 2027')), false);
  });

  it('are taken away one by one where they are in the way', async () => {
    const [{ text, name }] = (await loaded(timed, asa)) as [{ text: string; name: string }];
    const analysis = await analysisOf(plan('allow a -> b : tcp 22'), '2027-01-10');
    const read = (file: string) => readRunning(file, name);
    const change = changeOf(analysis, read(text), text, writer, read);
    assert.ok('commands' in change, JSON.stringify(change));
    assert.ok(
      change.commands.some((line) => /^no access-list a_in .*time-range/.test(line)),
      change.commands.join('\n'),
    );
  });
});
