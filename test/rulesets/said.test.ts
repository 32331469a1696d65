// What each target says of plans that hold one thing each that not all of them can hold, beside the files and in their comments: every sentence stands in
// `sentences.txt`. A plan that most of them write leaves their comments; one that they refuse, their reasons.
import assert from 'node:assert/strict';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import type { Scope } from '../../language/rulesets/target.ts';
import { loadPlan } from '../support/language.ts';
import { sentencesOf } from '../support/sentences.ts';

const isKnown = sentencesOf(import.meta.dirname);

const ZONES = `plan "Said"
zone a "Offices" { subnet 10.0.0.0/24, fd00:a::/64 component x at 10.0.0.5, fd00:a::5 runs linux component w at 10.0.0.6 runs windows }
zone b { subnet 10.0.1.0/24, fd00:b::/64, 10.0.2.0/24 component y at 10.0.1.5, fd00:b::5 }
zone c external { component s3 at "s3.example.com" component all at "*.example.org" component vault at tag "AzureBackup" }
`;

/** Each with what the plan holds besides zones. */
const PLANS: Readonly<Record<string, string>> = {
  ports: 'allow x -> y : tcp 443, udp 53 "Work"\nallow w -> y : tcp 3389\n',
  'types of icmp': 'allow x -> y : icmp 8\nallow a -> b : icmpv6 128\n',
  icmp: 'allow a -> b : icmp\ndeny x -> y : icmp\n',
  'denied types of icmp': 'allow a -> b : any\ndeny x -> y : icmp 13, icmpv6 135\n',
  'other protocols': 'allow x -> y : protocol gre, protocol 253, protocol sctp\n',
  'denied protocols': 'allow a -> b : any\ndeny x -> y : protocol gre\n',
  'all protocols': 'allow x -> y : any\n',
  'most protocols': 'allow x -> y : any except tcp 22, icmp\n',
  'closed protocols': 'allow x -> y : any\ndeny a -> b : any except tcp 443\n',
  'source ports': 'allow x -> y : tcp 514 source port 512-1023\n',
  denies: 'allow a -> b : tcp 1-1000\ndeny x -> y : tcp 22 until 2031-01-31\n',
  'a last day': 'allow x -> y : tcp 443 until 2031-01-31 "Until then"\n',
  'a last day far away': 'allow x -> y : tcp 443 until 2099-12-31\n',
  'a phase': 'allow x -> y : tcp 443\nallow x -> y : tcp 22 during works "Works"\nphase works\n',
  'host names': 'allow x -> s3 : tcp 443\n',
  'denied host names': 'allow x -> c : tcp 443\ndeny x -> s3 : tcp 443\n',
  'all of a domain': 'allow x -> all : tcp 443\n',
  'a long host name': `allow x -> "${'very-long-label-of-a-name.'.repeat(4)}example.com" : tcp 443\n`,
  'a host name with an underline': 'allow x -> "_dmarc.example.com" : tcp 443\n',
  'service tags': 'allow x -> vault : tcp 443\n',
  'tags of no place':
    'allow x -> tag "VirtualNetwork" : tcp 1\nallow x -> tag "Internet" : tcp 2\nallow tag "AzureLoadBalancer" -> y : tcp 3\n',
  'the rest of the world': 'allow c -> y : tcp 443\nallow x -> any : tcp 80\nallow any -> x : tcp 25\n',
  'an end without some': 'allow x -> b except y, 10.0.2.0/24 : tcp 443\n',
  'within a zone': 'allow x -> w : tcp 445\ndeny w -> x : tcp 22\n',
  'nothing at all': '',
  'one family': 'zone d { subnet 10.0.3.0/24 }\nzone e { subnet fd00:e::/64 }\nallow d -> b : tcp 1\nallow e -> b : tcp 2\n',
};

/** Plans that are as they are, each asked for in several ways. */
const WAYS: Readonly<Record<string, readonly [text: string, jobs: readonly Job[]]>> = {
  'no zone': ['', [{ target: 'asa' }, { target: 'nftables', scope: 'host' }]],
  firewalls: [
    `${ZONES}firewall f : asa { zones a, b }\nfirewall g { zones b, c }\nfirewall h : nftables { at a }\nfirewall i : iptables { zones a, b }\nallow x -> y : tcp 443\nallow x -> s3 : tcp 443\n`,
    [
      { firewall: 'f' },
      { firewall: 'g' },
      { firewall: 'h' },
      { firewall: 'i' },
      { firewall: 'frob' },
      { firewall: 'g', target: 'frob' },
      { firewall: 'h', target: 'asa' },
      { firewall: 'f', target: 'aws-sg' },
      { firewall: 'f', target: 'json' },
    ],
  ],
  'no firewalls': [
    `${ZONES}allow x -> y : tcp 443\n`,
    [{ firewall: 'f' }, {}, { target: 'frob' }, { target: 'nftables', scope: 'host' }, { target: 'asa', scope: 'host' }],
  ],
  'no addresses': [
    'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\nallow a -> b : tcp 1\n',
    [{ target: 'nftables', scope: 'host' }, { target: 'windows-firewall' }],
  ],
  'a component without an address': [
    `${ZONES}zone d { subnet 10.0.3.0/24 component nowhere }\nallow nowhere -> y : tcp 443\nallow x -> nowhere : tcp 80\n`,
    [{ target: 'asa' }, { target: 'nftables', scope: 'host' }],
  ],
  'a host name that is left out': [`${ZONES}allow x -> c except s3 : tcp 443\n`, [{ target: 'fortios' }]],
  faults: [`${ZONES}allow x -> 10.0.0.300 : tcp 1\n`, [{ target: 'asa' }]],
};

/** Comments of a file, by how lines of its form begin: what is no rule and no part of one. */
const COMMENT = /^\s*(?:#|!|\/\/|\/\*|<!--|remark )/;

type Loaded = Awaited<ReturnType<typeof loadPlan>>;
interface Job {
  readonly target?: string;
  readonly firewall?: string;
  readonly scope?: Scope;
}

/** @returns whether there are files */
async function isWritten({ document, services }: Loaded, job: Job): Promise<boolean> {
  const { files, problems } = await generate(document, services, job);
  const form = job.target ?? job.firewall ?? 'no target';
  for (const { level, message, line } of problems)
    isKnown(`${form}: ${level}${line === undefined ? '' : ` on line ${line}`}: ${message}`);
  for (const { text, binary } of files)
    if (!binary) for (const line of text.split('\n')) if (COMMENT.test(line)) isKnown(`${form}: ${line.trim()}`);
  return files.length > 0;
}

/** What a device has that is to be loaded with another plan, and that plan: without a zone, a group of addresses, a host name, a phase and a last day. */
const BEFORE = `${ZONES}zone gone { subnet 10.0.9.0/24 component g at 10.0.9.5, 10.0.9.7 }
allow x -> y : tcp 443, 8443, udp 53
allow g -> y : tcp 22 "Was needed"
allow x -> y : tcp 25 until 2031-01-31
allow x -> gone : tcp 80 during works
phase works
`;
const WITH_NAMES = `${BEFORE}allow x -> s3 : tcp 443\n`;
const AFTER = `${ZONES}allow x -> y : tcp 443\n`;
/** Commands that take something away. */
const REMOVAL = /^\s*(?:no |delete |clear )/;

describe('what rule sets say', () => {
  it('of what an older plan has and a newer one has not', async () => {
    const newer = await loadPlan(AFTER, {}, true);
    for (const older of [await loadPlan(BEFORE, {}, true), await loadPlan(WITH_NAMES, {}, true)])
      for (const { name, scopes } of targets)
        for (const scope of scopes) {
          const {
            files,
            problems,
            gone = [],
          } = await generate(newer.document, newer.services, { target: name, scope, since: older });
          for (const each of gone) isKnown(`${name}: gone: ${each}`);
          for (const { level, message } of problems) isKnown(`${name}: ${level}: ${message}`);
          for (const { text, binary } of files)
            for (const line of binary ? [] : text.split('\n'))
              if (COMMENT.test(line) || REMOVAL.test(line)) isKnown(`${name}: ${line.trim()}`);
          assert.ok(problems.some(({ level }) => level === 'error') || gone.length > 0, name);
        }
  });

  it('of all phases that they are for, with a comma between them, or none', async () => {
    const rule = 'allow x -> y : tcp 443\n';
    for (const [phases, said] of [
      ['phase upgrade\nphase installation\n', /Phases: (?:installation, upgrade|upgrade, installation)(?![\w,])/],
      ['', /Phases: none(?![\w,])/],
    ] as const) {
      const { document, services } = await loadPlan(
        `${ZONES}${rule}allow x -> y : tcp 22 during installation\nallow x -> y : tcp 23 during upgrade\n${phases}`,
      );
      const telling: string[] = [];
      for (const { name, scopes } of targets) {
        const { files } = await generate(document, services, { target: name, scope: scopes[0]! });
        const text = files.find((each) => !each.binary && each.text.includes('Phases: '))?.text;
        if (text === undefined) continue;
        assert.match(text, said, name);
        telling.push(name);
      }
      assert.ok(telling.length > 10, telling.join());
    }
  });

  for (const [title, statements] of Object.entries(PLANS))
    it(`of ${title}, beside the files and in their comments`, async () => {
      const plan = await loadPlan(`${ZONES}${statements}`, {}, true);
      let files = 0;
      for (const { name, scopes } of targets)
        if (await isWritten(plan, { target: name, scope: scopes.includes('network') ? 'network' : 'host' })) files++;
      assert.ok(files > 0);
    });

  for (const [title, [text, jobs]] of Object.entries(WAYS))
    it(`of ${title} that are asked for`, async () => {
      const plan = await loadPlan(text, {}, true);
      for (const job of jobs) await isWritten(plan, job);
    });
});
