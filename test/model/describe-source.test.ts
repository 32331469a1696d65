import assert from 'node:assert/strict';
import { isAddress, nameOfSource } from '../../language/model/describe-source.ts';

describe('a source of a catalog', () => {
  it('is linked to where it is at an address, and named where it is a file', () => {
    for (const address of ['https://example.com/ports', 'http://example.com/ports']) assert.ok(isAddress(address), address);
    for (const file of ['ports.pdf', 'mirror/https://example.com', 'https-ports.pdf', 'httpx://example.com'])
      assert.ok(!isAddress(file), file);
  });

  it('is named by its title, its version, its date and where a reader finds it', () => {
    const base = { id: 'acme.ports', title: 'Acme ports', vendor: true, version: undefined, date: undefined };
    const version = '4.2';
    for (const [source, name] of [
      [
        { ...base, file: 'https://acme.example/ports', version, date: '2026-01' },
        'Acme ports, version 4.2, 2026-01 (https://acme.example/ports)',
      ],
      [{ ...base, file: 'ports.pdf' }, 'Acme ports (ports.pdf)'],
      [{ ...base, file: '004_94fc2878536ea295.txt', version }, 'Acme ports, version 4.2'],
    ] as const)
      assert.equal(nameOfSource(source as never), name);
  });
});
