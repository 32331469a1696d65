// What devices do with traffic to host names, of which a plan says where they may be and a device mostly knows addresses.
import assert from 'node:assert/strict';
import { generate } from '../../language/rulesets/generate.ts';
import { type Audit, audit } from '../../language/running/audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { analysisOf, loadPlan } from '../support/language.ts';

const ZONES = `zone lan { subnet 10.0.0.0/24, fd00:a::/64 component c at 10.0.0.5, fd00:a::5 }
zone dmz { subnet 10.1.0.0/24, fd00:b::/64 component web at "web.example.com" }
zone internet external { component s3 at "a.s3.example.org" }
`;

/** A plan held against what a target writes for it. */
async function againstItself(plan: string, target: string): Promise<Audit> {
  const { document, services } = await loadPlan(plan);
  const { files, problems } = await generate(document, services, { target });
  assert.ok(files.length, problems.map(({ message }) => message).join('\n'));
  return audit(
    await analysisOf(plan),
    files.flatMap(({ name, text }) => readRunning(text, name)),
  );
}

const cutOffBy = ({ devices }: Audit) => devices.flatMap(({ cutOff }) => cutOff.map(({ perhaps }) => perhaps ?? 'certain'));

describe('an audit of host names', () => {
  for (const target of ['nftables', 'iptables', 'asa', 'fortios', 'junos', 'panos'])
    it(`is in step with what ${target} writes for a zone: a name in it is one of its addresses, whichever`, async () => {
      assert.deepEqual(
        cutOffBy(await againstItself(`${ZONES}allow lan -> dmz : tcp 443\nallow dmz -> c : tcp 80\n`, target)),
        [],
      );
    });

  for (const target of ['asa', 'fortios', 'junos', 'panos'])
    it(`is in step with what ${target} writes for a name that no component has: it is in the rest of the world`, async () => {
      const plan = `${ZONES}allow c -> "other.example.net" : tcp 8080\nallow c -> s3 : tcp 443\n`;
      assert.equal((await againstItself(plan, target)).inStep, true);
    });

  const rules = (lines: string) =>
    readRunning(
      `*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n${lines}\nCOMMIT\n`,
      'fw.rules',
    );
  const ipv4 = (text: string) => text.replaceAll(/, fd00[^ ]*/g, '');
  const accepts = (network: string) => `-A FORWARD -s 10.0.0.0/24 -d ${network} -p tcp -m tcp --dport 443 -j ACCEPT`;

  it('leaves open what becomes of a name where a part of its zone is closed, whichever rule says the rest', async () => {
    const analysis = await analysisOf(`${ipv4(ZONES)}allow lan -> web : tcp 443\n`);
    assert.deepEqual(cutOffBy(audit(analysis, rules(accepts('10.1.0.0/24')))), []);
    assert.deepEqual(cutOffBy(audit(analysis, rules(accepts('10.1.0.0/25')))), ['a host name may be one of these addresses']);
    const elsewhere = cutOffBy(audit(analysis, rules(accepts('10.9.0.0/24'))));
    assert.deepEqual(elsewhere, ['certain']);
  });

  it('is certain that a name is closed where all of its zone is', async () => {
    const analysis = await analysisOf(`${ipv4(ZONES)}allow lan -> web : tcp 443\n`);
    const closed = '-A FORWARD -d 10.1.0.0/24 -j DROP\n-A FORWARD -j ACCEPT';
    assert.deepEqual(cutOffBy(audit(analysis, rules(closed))), ['certain']);
  });
});
