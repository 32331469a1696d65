// What questions are answered in words, how they fail, and what a comparison says of each kind of change: every sentence stands in `sentences.txt`.
import { describeClosed, describeOpened, summaryText, whenText } from '../../language/analysis/diff/describe-diff.ts';
import { diff } from '../../language/analysis/diff/diff.ts';
import { explainQuery } from '../../language/analysis/explain/by-component.ts';
import { describeExplanation, verdictOf } from '../../language/analysis/explain/describe-explanation.ts';
import { type Asking, parseQuery, type Query } from '../../language/analysis/explain/query.ts';
import { describeConditions, describePorts, whenNeeded } from '../../language/model/describe-flow.ts';
import { diffMarkdown } from '../../language/rulesets/diff-markdown.ts';
import { describeWays, waysOfTraffic } from '../../language/rulesets/firewalls/traffic-ways.ts';
import { loadPlan } from '../support/language.ts';
import { sentencesOf } from '../support/sentences.ts';

const isKnown = sentencesOf(import.meta.dirname);

const VENDOR = `vendor acme "Acme" {
  source guide "https://acme.example/guide" "Field guide"
  role server "Server"
  role agent "Agent" { property mode = lan | wan }
  role store "Store"
  feature tapes "Tapes"
  flow server -> agent : tcp 100 "Starts jobs" from guide "Jobs"
  flow agent -> server : tcp 200 when same site "Asks for jobs"
  flow agent -> store : tcp 300 when nearest responder "Sends data"
  flow agent -> store : tcp 310 when not same site "Sends copies"
  flow server -> store : tcp 400 during install "Sets it up"
  flow server -> store : one of (tcp 410, tcp 411) "Looks after it"
  flow store -> server : udp 500 for tapes "Tells of tapes"
  flow server -> agent : tcp 600 when responder runs windows "Sets up Windows"
  flow server -> agent : tcp 700 when responder mode = wan "Saves bandwidth"
  flow agent -> agent : tcp 800 optional "Shares blocks"
}
`;
const ZONES = `use acme
site n { zone a "Offices" { subnet 10.0.0.0/24 component s : acme.server at 10.0.0.1 component g : acme.agent at 10.0.0.2 } }
site m { zone b { subnet 10.0.1.0/24, fd00:b::/64 component t : acme.store at 10.0.1.1 component h : acme.agent at 10.0.1.2 } }
zone c external { component w at "www.example.com" }
zone d { subnet fd00:d::/64 component six at fd00:d::1 component idle }
zone e { subnet 10.0.4.0/24 component u : acme.agent at 10.0.4.2 component bare : acme.agent }
`;
const RULES = `allow s -> g, h : tcp 100
allow g -> s : tcp 200
allow a -> b : tcp 300-320 "Data"
deny g -> t : tcp 305
allow s -> t : tcp 400 during install
allow s -> t : tcp 22 until 2020-01-01
allow s -> t : tcp 443 until 2031-01-31
allow s -> c : tcp 443
deny s -> "evil.example.com" : tcp 443
allow s -> w : tcp 80
`;
const PLAN = `${VENDOR}${ZONES}${RULES}`;

type Loaded = Awaited<ReturnType<typeof loadPlan>>;

async function answered({ document, services }: Loaded, question: string, asking: Asking = 'services'): Promise<void> {
  const root = document.parseResult.value;
  const analysis = services.segplan.Plans.analysis(root);
  const tell = (text: string): void => isKnown(`${asking === 'ends' ? 'ways ' : ''}${question}: ${text}`);
  let query: Query;
  try {
    query = await parseQuery(question, root, services, asking);
  } catch (error) {
    tell(`fails: ${(error as Error).message}`);
    return;
  }
  const explanation = explainQuery(analysis, query);
  tell(verdictOf(explanation));
  for (const { text, part, details } of describeExplanation(explanation, analysis.plan))
    for (const each of [part ? `${text} ${part}` : text, ...details]) tell(each);
  const ways = query.within ? undefined : waysOfTraffic(analysis, query);
  for (const { text, details } of ways ? describeWays(ways, analysis) : []) for (const each of [text, ...details]) tell(each);
}

/** Firewalls on the way, one of them at hosts, and zones that none of them has. */
const FIREWALLS = `firewall f : asa { zones a, b nat 203.0.113.10 tcp 443 from a -> t port 8443 }
firewall g2 { zones b, c }
firewall h2 : nftables { at b }
`;

const QUESTIONS: readonly string[] = [
  's -> g tcp 100',
  's -> g',
  'g -> s tcp 200',
  'h -> s tcp 200',
  'g -> t tcp 300-320',
  'a -> b tcp 300-320',
  's -> t tcp 400, 410, 22, 443',
  't -> s udp 500',
  's -> g tcp 600, 700',
  'g -> h tcp 800',
  's -> c tcp 443',
  's -> w tcp 80',
  's -> "evil.example.com" tcp 443',
  's -> "other.example.com" tcp 443',
  's -> six tcp 1',
  's -> t icmpv6',
  's -> idle tcp 1',
  'bare -> t tcp 300',
  'u -> t tcp 300',
  's -> 10.0.0.2 tcp 1',
  's -> 10.9.9.9 tcp 1',
  's -> 203.0.113.10 tcp 443',
  'any -> any : any',
];
const BROKEN: readonly string[] = [
  ...['', 's', 's ->', 's -> t tcp', 's -> t :', 's -> nobody tcp 1', 'nobody -> s', 's -> t tcp 99999', 's -> t tcp 5-1'],
  ...[
    's -> t : required',
    's -> t tcp 5+',
    's -> t tcp 22 during install',
    's -> t tcp 22 until 2031-01-01',
    's -> t tcp 1 "why"',
  ],
  ...[
    's ->\nt tcp 1',
    's -> t tcp 22 frob',
    'allow s -> t',
    's -> 10.0.0.300',
    's -> "no host"',
    's -> t icmp 300',
    's -> t protocol frob',
  ],
  ...[
    'use acme',
    's to t',
    's -> t 443',
    's -> t tcp/443',
    's:443 -> t',
    's -> t tcp 1 allow a -> b : tcp 2',
    'acme.server -> acme.nobody',
    '-> t tcp 1',
    's - t',
  ],
];

describe('what is said', () => {
  it('of questions about one packet or many', async () => {
    const [plain, filtered] = [await loadPlan(PLAN), await loadPlan(`${PLAN}${FIREWALLS}`)];
    for (const question of QUESTIONS) await answered(plain, question);
    for (const question of QUESTIONS.slice(4, 14)) await answered(filtered, question);
    await answered(filtered, 's -> 203.0.113.10 tcp 443');
    await answered(filtered, 's -> 203.0.113.10 tcp 22');
    await answered(await loadPlan(`${PLAN}bind acme.agent with acme.store by site\n`), 'g -> t tcp 300, 310');
  });

  it('of questions that can not be read, or are about what the plan does not have', async () => {
    const plan = await loadPlan(PLAN);
    for (const question of BROKEN) for (const asking of ['services', 'ends'] as const) await answered(plan, question, asking);
    await answered(plan, 's -> idle', 'ends');
  });

  it('of when a flow is needed, and on which ports', async () => {
    const { document, services } = await loadPlan(PLAN);
    const { catalog } = services.segplan.Plans.plan(document.parseResult.value);
    for (const flow of catalog.vendors.get('acme')!.flows) {
      const what = `${flow.initiator} -> ${flow.responder}`;
      for (const each of [...describeConditions(flow), ...whenNeeded(flow), ...describePorts(flow.services)])
        isKnown(`${what}: ${each}`);
    }
  });

  it('of what opens and closes from one plan to another', async () => {
    const open = 'allow g -> t : tcp 1-9 "Reason"\n';
    const CHANGES: readonly (readonly [older: string, newer: string])[] = [
      ['', open],
      [open, ''],
      [open, open],
      ['', 'allow g -> t : tcp 1 during install\n'],
      ['allow g -> t : tcp 1 during install\n', ''],
      ['', 'allow g -> t : tcp 1 until 2031-01-31\n'],
      ['allow g -> t : tcp 1 until 2031-01-31\n', ''],
      ['allow g -> t : tcp 1 until 2031-01-31\n', 'allow g -> t : tcp 1 until 2032-01-31\n'],
      ['allow g -> t : tcp 1 until 2031-01-31\n', 'allow g -> t : tcp 1\n'],
      ['', 'allow g -> t : tcp 1 during install until 2031-01-31\nallow g -> t : tcp 1 during works\n'],
      ['allow g -> t : tcp 1 during install\n', 'allow g -> t : tcp 1 during works\n'],
      ['allow g -> t : tcp 1\n', 'allow g -> t : tcp 1\ndeny g -> t : tcp 1 during install\n'],
      ['allow g -> t : tcp 1\ndeny g -> t : tcp 1\n', 'allow g -> t : tcp 1\n'],
      ['allow g -> t : tcp 1\n', 'allow g -> t : tcp 1\ndeny g -> t : tcp 1\n'],
      ['allow s -> t : tcp 410\n', ''],
      ['', 'allow s -> t : required\nallow g -> c : any\n'],
      ['', 'allow a -> b : tcp 5000-5009\nallow g -> t : udp 1\nallow h -> s : udp 2\nallow u -> s : tcp 300\n'],
    ];
    for (const [older, newer] of CHANGES) {
      const [before, after] = [await loadPlan(`${PLAN}${older}`), await loadPlan(`${PLAN}${newer}`)];
      const found = diff(
        before.services.segplan.Plans.analysis(before.document.parseResult.value),
        after.services.segplan.Plans.analysis(after.document.parseResult.value),
      );
      isKnown(summaryText(found));
      for (const opened of found.opened)
        for (const { text, details } of [{ text: whenText(opened, found.timeline), details: [] }, ...describeOpened(opened)])
          for (const each of [text, ...details]) isKnown(`opened: ${each}`);
      for (const closed of found.closed)
        for (const { text, details } of [{ text: whenText(closed, found.timeline), details: [] }, ...describeClosed(closed)])
          for (const each of [text, ...details]) isKnown(`closed: ${each}`);
      for (const line of diffMarkdown({ ...found, today: '2026-01-01' }, { older: 'a', newer: 'b' }).split('\n')) isKnown(line);
    }
  });
});
