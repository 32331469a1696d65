import assert from 'node:assert/strict';
import { diagnose } from '../support/language.ts';

/** The language by example: every construct in one plan. */
const text = `plan "Segmented Veeam deployment"

use veeam 13                        // a vendor catalog, and the product version that is deployed
use vmware
enable instant-recovery             // features: their conditional flows become required

zone management "Management network" {
  subnet 10.10.0.0/24, fd00:10::/64
  component vbr    : veeam.backup-server  at 10.10.0.10, fd00:10::10
  component one    : veeam.one-server     at 10.10.0.11
  component admins : veeam.console        at 10.10.0.100-10.10.0.120
}

zone production "Production and hypervisors" {
  subnet 10.20.0.0/16
  component vcenter : vmware.vcenter      at 10.20.0.5
  component esxi    : vmware.esxi         at 10.20.1.0/26
  component guests  : veeam.windows-guest at 10.20.32.0/20
}

zone backup "Backup data" {
  subnet 10.30.0.0/24
  component proxy : veeam.vmware-proxy, veeam.windows-server at 10.30.0.11, 10.30.0.12 {
    transport = nbd
  }
  component repo  : veeam.hardened-repository at 10.30.0.20
}

zone lab      "SureBackup lab" isolated { subnet 10.40.0.0/24 }
zone internet external

allow vbr -> proxy : tcp 6160, 6162, 2500-3300
allow vbr -> repo  : veeam.data-mover, veeam.data-channels       // services by name
allow vbr -> repo  : ssh during deployment until 2026-12-31 "hardened repository set-up"
allow production -> backup : required        // exactly what the catalog requires, nothing more
deny  lab -> production

assert internet never reaches vbr
assert proxy reaches repo on tcp 2500
`;

describe('the language by example', () => {
  // No component is a mount server, which each flow of instant recovery has at an end.
  it('is understood as a whole: only required flows are missing, and what its feature is about', async () => {
    const codes = new Set((await diagnose(text)).map((d) => d.code));
    assert.deepEqual([...codes].sort(), ['contested-flow', 'idle-feature', 'incomplete-catalog', 'missing-flow']);
  });

  it('reports each pair once, at its rule or else at the initiator', async () => {
    const diagnostics = (await diagnose(text)).filter((d) => d.code === 'missing-flow');
    const lines = text.split('\n');
    const found = diagnostics.map((d) => [
      /permits (\S+ -> \S+) on ([^.]*)\./.exec(String(d.message))?.slice(1).join(': '),
      lines[d.range.start.line]!.trim().split(/\s+/).slice(0, 4).join(' '),
    ]);
    // By Veeam's page: Backup Server, Backup Proxies, Backup Repositories, VMware vSphere, Guest Processing; Veeam ONE by the article, 8.
    assert.deepEqual(
      found,
      [
        ['vbr -> guests: tcp 135, 445, 2500-3300, 6173', 'component vbr : veeam.backup-server'],
        ['vbr -> vcenter: tcp 443', 'component vbr : veeam.backup-server'],
        ['vbr -> esxi: tcp 443, 902', 'component vbr : veeam.backup-server'],
        ['one -> vcenter: tcp 443', 'component one : veeam.one-server'],
        ['admins -> repo: tcp 6162 (or else tcp 2500-3300)', 'component admins : veeam.console'],
        ['proxy -> vcenter: tcp 443', 'component proxy : veeam.vmware-proxy,'],
        ['proxy -> esxi: tcp 902', 'component proxy : veeam.vmware-proxy,'],
        ['proxy -> vbr: tcp 6162 (or else tcp 2500-3300)', 'component proxy : veeam.vmware-proxy,'],
        ['repo -> vbr: tcp 6162 (or else tcp 2500-3300)', 'component repo : veeam.hardened-repository'],
        ['vbr -> proxy: tcp 445', 'allow vbr -> proxy'],
        ['vbr -> repo: tcp 6160', 'allow vbr -> repo'],
      ].sort((a, b) => found.findIndex((f) => f[0] === a[0]) - found.findIndex((f) => f[0] === b[0])),
    );
    const atRule = diagnostics.find((d) => /vbr -> proxy/.test(String(d.message)));
    assert.ok(atRule?.relatedInformation?.some((r) => /^builtin:.*veeam[\w-]*\.segplan$/.test(r.location.uri)));
    assert.match(atRule?.codeDescription?.href ?? '', /missing-flow/);
  });
});
