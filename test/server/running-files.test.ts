import assert from 'node:assert/strict';
import type { FileSystemProvider } from 'langium';
import { URI } from 'vscode-uri';
import type { PlanFirewall } from '../../language/model/plan.ts';
import { RunningFiles } from '../../server/features/drift/running-files.ts';

const FILE = URI.parse('file:///plans/main.v4');

/** Files whose readings end when the test says so, in any order. */
class SlowFiles {
  text = '';
  private readonly waiting: (() => void)[] = [];

  readBinary(): Promise<Uint8Array> {
    const bytes = new TextEncoder().encode(this.text);
    return new Promise((resolve) => this.waiting.push(() => resolve(bytes)));
  }

  end(reading: number): void {
    this.waiting[reading]!();
  }
}

describe('the running files that plans name', () => {
  const firewall = {
    running: ['main.v4'],
    node: { $document: { uri: URI.parse('file:///plans/plan.segplan') } },
  } as unknown as PlanFirewall;
  const chain = (policy: string): string => `*filter\n:INPUT DROP\n:FORWARD ${policy}\n:OUTPUT ACCEPT\nCOMMIT\n`;
  const [former, later] = [chain('ACCEPT'), chain('DROP')];
  let slow: SlowFiles;
  let files: RunningFiles;
  beforeEach(() => {
    slow = new SlowFiles();
    files = new RunningFiles(() => slow as unknown as FileSystemProvider);
  });

  /** What is told of a file as it is on the disk, by files that know nothing else. */
  async function freshly(text: string): Promise<string> {
    const other = new SlowFiles();
    other.text = text;
    const reading = new RunningFiles(() => other as unknown as FileSystemProvider).of(firewall);
    other.end(0);
    return JSON.stringify(await reading);
  }

  it('are read again where they change while they are read for the first time', async () => {
    slow.text = former;
    const first = files.of(firewall);
    slow.text = later;
    files.changed(FILE.toString(), true);
    slow.end(0);
    await first;
    assert.equal(files.areKnown([firewall]), false);
    const second = files.of(firewall);
    slow.end(1);
    assert.equal(JSON.stringify(await second), await freshly(later));
    assert.equal(files.areKnown([firewall]), true);
  });

  it('are what the later of two readings found, whichever ends first', async () => {
    slow.text = former;
    const first = files.of(firewall);
    slow.text = later;
    files.changed(FILE.toString(), true);
    const second = files.of(firewall);
    slow.end(1);
    await second;
    slow.end(0);
    await first;
    assert.equal(JSON.stringify(await files.of(firewall)), await freshly(later));
  });

  it('are for nobody what they were before, while somebody else reads them again', async () => {
    slow.text = former;
    const before = files.of(firewall);
    slow.end(0);
    await before;
    slow.text = later;
    files.changed(FILE.toString(), true);
    const [one, other] = [files.of(firewall), files.of(firewall)];
    slow.end(1);
    slow.end(2);
    for (const each of [one, other]) assert.equal(JSON.stringify(await each), await freshly(later));
  });
});
