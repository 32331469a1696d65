import assert from 'node:assert/strict';
import type { Fix } from '../../language/checking/check.ts';
import { applied } from '../support/editor.ts';
import { diagnose, loadPlan } from '../support/language.ts';
import { vault } from '../support/vault.ts';

const plan = (
  ...rules: string[]
): string => `${vault}zone m { subnet 10.0.0.0/24 component vbr : vault.backup-server at 10.0.0.1 component desk "A desk" at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component repo : vault.hardened-repository at 10.0.1.1 }
${rules.join('\n')}
`;

async function fixesOf(text: string): Promise<{ fixes: Fix[]; after: string }> {
  const { document, services } = await loadPlan(text);
  const { CheckRunner } = services.segplan;
  const result = (await CheckRunner.run(document)).find((r) => r.check.code === 'blocked-flow');
  const fixes = result?.check.fix?.(result.finding, CheckRunner.context(document)) ?? [];
  return { fixes, after: applied(document, fixes[0]?.edits ?? []) };
}

const titleOf = async (...rules: string[]): Promise<string | undefined> => (await fixesOf(plan(...rules))).fixes[0]?.title;

describe('the fix of blocked-flow', () => {
  it('takes the required ports out of every deny that closes them, and the flow passes', async () => {
    const { fixes, after } = await fixesOf(
      plan('allow vbr -> repo : required', 'deny vbr -> d : tcp 2000-3000', 'deny m -> repo : tcp 2900-4000, 6162 // no'),
    );
    assert.equal(fixes[0]?.title, 'Take tcp 2500-3300, 6162 out of 2 denies, which opens nothing else');
    assert.equal(
      after,
      plan('allow vbr -> repo : required', 'deny vbr -> d : tcp 2000-2499', 'deny m -> repo : tcp 3301-4000 // no'),
    );
    assert.deepEqual(await diagnose(after), []);
  });

  it('removes a deny of which nothing is left', async () => {
    const { after } = await fixesOf(plan('allow vbr -> repo : required', 'deny m -> d : tcp 6162'));
    assert.equal(after, plan('allow vbr -> repo : required'));
  });

  it('says whom else it lets through, and speaks of those only whom a rule permits', async () => {
    const deny = 'deny m -> d : tcp 6162, 9';
    assert.equal(
      await titleOf('allow vbr -> repo : required', deny),
      "Take tcp 6162 out of 'deny m -> d', which opens nothing else",
    );
    assert.equal(
      await titleOf('allow vbr, desk -> repo : required, tcp 6162', deny),
      "Take tcp 6162 out of 'deny m -> d'; this also opens desk -> repo",
    );
    assert.match((await titleOf('allow m -> d : required, tcp 6162', deny)) ?? '', /also opens desk -> repo, other addresses$/);
    assert.match((await titleOf('allow vbr -> d : required, tcp 6162', deny)) ?? '', /also opens addresses of no component$/);
  });

  it('reports what needs one of several ports only where denies close all of them', async () => {
    const mail = (...rules: string[]): string => `use acme
vendor acme { role sender role relay service mail = one of (tcp 25, tcp 465, tcp 587) flow sender -> relay : mail "Mails" }
zone a { subnet 10.0.0.0/24 component s : acme.sender at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component r : acme.relay at 10.0.1.1 }
${rules.join('\n')}
`;
    const codes = async (...rules: string[]): Promise<unknown[]> => (await diagnose(mail(...rules))).map((d) => d.code);
    assert.deepEqual(await codes('allow s -> r : tcp 1-1024', 'deny a -> b : tcp 465, 587'), ['unneeded-port']);
    assert.ok((await codes('allow s -> r : tcp 1-1024', 'deny a -> b : acme.mail')).includes('blocked-flow'));
    assert.ok((await codes('allow s -> r : tcp 1-1024', 'deny a -> b : required')).includes('blocked-flow'));
    const { fixes, after } = await fixesOf(mail('allow s -> r : acme.mail', 'deny a -> b : tcp 22, 25, 465, 587'));
    assert.equal(fixes[0]?.title, "Take tcp 25 out of 'deny a -> b', which opens nothing else");
    assert.ok(after.includes('deny a -> b : tcp 22, 465, 587'));
    assert.deepEqual(await diagnose(after), []);
  });

  it('takes what is needed out of alternatives, of which a deny closes all, and leaves the others closed', async () => {
    const mail = (...rules: string[]): string => `use acme
vendor acme { role sender role relay service mail = one of (tcp 25, tcp 465, tcp 587) flow sender -> relay : mail "Mails" }
zone a { subnet 10.0.0.0/24 component s : acme.sender at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component r : acme.relay at 10.0.1.1 }
${rules.join('\n')}
`;
    for (const [deny, left] of [
      ['acme.mail', 'tcp 465, 587'],
      ['tcp 22, one of (tcp 25, tcp 465, tcp 587), udp 53', 'tcp 22, tcp 465, 587, udp 53'],
      ['one of (tcp 25, tcp 465), tcp 587 // all', 'tcp 465, tcp 587 // all'],
      ['acme.mail, udp 1-100 except udp 53', 'tcp 465, 587, udp 1-100 except udp 53'],
    ]) {
      const text = mail('allow s -> r : tcp 25', `deny a -> b : ${deny}`);
      const { fixes, after } = await fixesOf(text);
      assert.deepEqual(
        fixes.map((f) => f.title),
        ["Take tcp 25 out of 'deny a -> b', which opens nothing else", "Leave r out of 'deny a -> b', which opens nothing else"],
        deny,
      );
      assert.equal(after, mail('allow s -> r : tcp 25', `deny a -> b : ${left}`));
      assert.deepEqual(await diagnose(after), []);
    }
  });

  it('takes no ports out where a list of ports can not say what stays closed, or where the flow would still not pass', async () => {
    const takes = async (...rules: string[]): Promise<string | undefined> =>
      (await fixesOf(plan(...rules))).fixes.find((f) => f.title.startsWith('Take'))?.title;
    assert.equal(await takes('allow vbr -> repo : required', 'deny m -> d'), undefined);
    assert.equal(await takes('allow vbr -> repo : required', 'deny m -> d : any'), undefined);
    assert.equal(await takes('allow vbr -> repo : required', 'deny m -> d : required'), undefined);
    assert.equal(await takes('allow vbr -> repo : required', 'deny m -> d : tcp 6162', 'deny vbr -> any'), undefined);
  });

  it('adds a rule for what none allows either, so that a deny in front of everything leaves nobody without a fix', async () => {
    const some = await fixesOf(plan('allow vbr -> repo : tcp 2500-3300', 'deny m -> d : tcp 6162, 9'));
    assert.deepEqual(
      some.fixes.map(({ title }) => title),
      [
        "Take tcp 6162 out of 'deny m -> d', and add 'allow vbr -> repo : vault.data-mover', which opens nothing else",
        "Leave repo out of 'deny m -> d', and add 'allow vbr -> repo : vault.data-mover', which opens nothing else",
      ],
    );
    assert.match(some.after, /deny m -> d : tcp 9\n/);
    assert.deepEqual(await diagnose(some.after), []);

    const all = await fixesOf(plan('deny any -> d', 'allow desk -> m : tcp 9', 'check within-zone off'));
    assert.deepEqual(
      all.fixes.map(({ title }) => title),
      [
        "Leave repo out of 'deny any -> d', and add 'allow vbr -> repo : vault.data-mover, vault.data-channels', which opens nothing else",
      ],
    );
    assert.match(all.after, /^deny any -> d except repo$/m);
    assert.ok(!(await diagnose(all.after)).some(({ code }) => code === 'blocked-flow' || code === 'missing-flow'));
  });

  it('adds it into an isolated zone as well, and says which assertion stands against it', async () => {
    const isolated = plan('deny any -> d : any', 'assert vbr never reaches d', 'allow repo -> vbr : tcp 9').replace(
      'zone d {',
      'zone d isolated {',
    );
    const { fixes } = await fixesOf(isolated);
    assert.equal(fixes.length, 1);
    assert.match(
      fixes[0]!.title,
      /and add 'allow vbr -> repo : .*', which opens nothing else, against the assertion on line \d+$/,
    );
  });

  it('leaves a component out of a deny of everything, which opens nothing that no rule permits', async () => {
    const { document, services } = await loadPlan(
      plan('allow vbr -> repo : required', 'deny m -> any', 'deny any -> repo // no'),
    );
    const { CheckRunner } = services.segplan;
    const result = (await CheckRunner.run(document)).find((r) => r.check.code === 'blocked-flow');
    const fixes = result!.check.fix!(result!.finding, CheckRunner.context(document));
    assert.deepEqual(
      fixes.map((f) => f.title),
      ['Leave repo and vbr out of 2 denies, which opens nothing else'],
    );
    const after = applied(document, fixes[0]!.edits);
    assert.equal(after, plan('allow vbr -> repo : required', 'deny m -> any except repo', 'deny any except vbr -> repo // no'));
    assert.ok(!(await diagnose(after)).some((d) => d.code === 'blocked-flow'));
  });

  it('leaves closed what the deny says of all others, whatever rules permit there', async () => {
    const rules = ['allow vbr -> repo : required', 'allow desk -> 10.0.1.9 : tcp 22', 'deny m -> any'];
    const { fixes, after } = await fixesOf(plan(...rules));
    assert.equal(fixes[0]?.title, "Leave repo out of 'deny m -> any', which opens nothing else");
    assert.ok(after.includes('deny m -> any except repo\n'));
  });

  it('says whom else a left-out component lets through, and adds to what is left out already', async () => {
    const text = plan('allow m -> repo : tcp 1-9999', 'deny m -> d except 10.0.1.9');
    const { document, services } = await loadPlan(text);
    const { CheckRunner } = services.segplan;
    const result = (await CheckRunner.run(document)).find((r) => r.check.code === 'blocked-flow');
    const [fix, ...more] = result!.check.fix!(result!.finding, CheckRunner.context(document));
    assert.deepEqual(more, []);
    assert.match(
      fix!.title,
      /^Leave repo out of 'deny m -> d except 10\.0\.1\.9'; this also opens tcp 1-2499, .*-9999 between them, desk -> repo/,
    );
    assert.match(applied(document, fix!.edits), /deny m -> d except 10\.0\.1\.9, repo\n/);
  });

  it('says that a host name of the zone may then be open, since it may be at the address that is left out', async () => {
    const text = `use acme
vendor acme { role client role server flow client -> server : tcp 443 "Works" }
zone a { subnet 10.0.0.0/24 component c : acme.client at 10.0.0.1 }
zone b { subnet 10.0.1.0/24
  component s : acme.server at 10.0.1.1
  component named at "named.example.com"
}
allow c -> s, named : tcp 443
deny a -> 10.0.1.0/24
`;
    const titles = (await fixesOf(text)).fixes.map((f) => f.title);
    assert.deepEqual(titles, ["Leave s out of 'deny a -> 10.0.1.0/24'; this also opens c -> named"]);
    // The zone says its names as well, and without the address it no longer does.
    const zone = (await fixesOf(text.replace('deny a -> 10.0.1.0/24', 'deny a -> b'))).fixes.map((f) => f.title);
    assert.deepEqual(zone, ["Leave s out of 'deny a -> b'; this also opens c -> named"]);
  });

  it('lets nothing into an isolated zone, or out of one, that is not required', async () => {
    const text = `use acme
vendor acme { role client role server flow client -> server : tcp 443 "Works" }
zone a { subnet 10.0.0.0/24 component c : acme.client at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component s : acme.server at 10.0.1.1 }
zone lab isolated { subnet 10.0.2.0/24 component l at 10.0.2.1 }
allow any -> s : tcp 443
deny any -> b : tcp 443
`;
    assert.deepEqual((await fixesOf(text)).fixes, []);
    assert.equal((await fixesOf(text.replace(' isolated', ''))).fixes.length, 2);
  });

  it('says which assertion stands against leaving a component out', async () => {
    const text = plan('allow m -> repo : required, tcp 22', 'deny m -> d', 'assert desk never reaches repo');
    const against = text.split('\n').findIndex((line) => line.startsWith('assert')) + 1;
    const titles = (await fixesOf(text)).fixes.map((f) => f.title);
    assert.match(titles.join('\n'), new RegExp(`^Leave repo out .* desk -> repo.*, against the assertion on line ${against}$`));
  });

  it('leaves no host name out of addresses, and nobody out of a deny that is about the two alone', async () => {
    const cloud = plan('allow vbr -> repo : required', 'deny m -> any').replace('at 10.0.1.1', 'at "repo.example.com"');
    for (const text of [cloud, plan('allow vbr -> repo : required', 'deny vbr -> repo')])
      assert.deepEqual(
        (await fixesOf(text)).fixes.filter((f) => f.title.startsWith('Leave')),
        [],
      );
  });
});
