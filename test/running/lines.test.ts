import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { LineBook, linesOf, shorten, withoutSecrets } from '../../language/running/lines.ts';
import { readAddresses, readMasked } from '../../language/running/parts.ts';

describe('the lines of a running file', () => {
  it('are counted each once: the worst that was said of one, and unknown where nothing was', () => {
    const book = new LineBook(linesOf('\uFEFFone\r\ntwo\r\n\r\nthree four\nfive\n'));
    book.modeled(1);
    book.withoutBearing(1);
    book.unknown(2, 'crypto map', 'why');
    book.modeled(2);
    book.withoutBearing(5);
    assert.deepEqual(book.result(), {
      lines: { modeled: 1, withoutBearing: 1, unknown: 2 },
      unknown: [
        { line: 2, what: 'crypto map', why: 'why' },
        { line: 4, what: 'three', why: 'nothing is known of it' },
      ],
    });
  });

  it('lose their secrets before anybody sees them', () => {
    for (const line of [
      'username admin password HUNTER2 encrypted privilege 15',
      'enable secret 5 $1$abcd$HUNTER2HUNTER2HUNTER2.',
      'snmp-server community HUNTER2 ro',
      'set psksecret ENC HUNTER2abc==',
      '<phash>HUNTER2</phash><key>HUNTER2</key>',
      'pre-shared-key ascii-text "HUNTER2 and more"',
      'tacacs-server key 7 HUNTER2',
      '"sharedSecret": "HUNTER2",',
      'authentication-key 1 md5 HUNTER2',
      'api-token=HUNTER2',
    ])
      assert.ok(!/HUNTER2/.test(withoutSecrets(line)), withoutSecrets(line));
    // Whatever device it is of, and however the word and the secret are joined.
    const words =
      'password passwd passphrase secret psk pre-shared-key private-key auth-key community credential api-key apikey token tokens my-password radius_secret key md5 sha sha256 phash enc encrypted PASSWORD';
    for (const word of words.split(' '))
      for (const line of [
        `set ${word} HUNTER2 on`,
        `${word}=HUNTER2`,
        `"${word}": "HUNTER2 x HUNTER2",`,
        `<${word}>HUNTER2</${word}>`,
        `${word} 7 HUNTER2`,
        `${word} type 5 'HUNTER2 HUNTER2' end`,
        `${word} "HUNTER2 and no end`,
      ])
        assert.ok(!withoutSecrets(line).includes('HUNTER2'), `${line} is shown as ${withoutSecrets(line)}`);
    // Hashes and keys are known by their form.
    for (const secret of [
      ...[
        '$1$ab$HUNTER2',
        '$5$ab$HUNTER2',
        '$2y$10$HUNTER2',
        '$6$rounds=5$ab$HUNTER2',
        '$sha512$5000$ab$HUNTER2',
        '$apr1$ab$HUNTER2',
      ],
      ...['$y$j9T$HUNTER2', '$argon2$v$HUNTER2', '$argon2id$v=19$m=65536$HUNTER2', 'd41d8cd98f00b204e9800998ecf8427e'],
      'HUNTER2HUNTER2HUNTER2HUNTER2HUNTER2HUNTER2+/==',
    ])
      assert.equal(withoutSecrets(`user admin ${secret} role x`), 'user admin *** role x', secret);
    for (const line of [
      'set hostname keystone',
      'monkey bananas',
      'permit tcp any host 10.0.0.1 eq 443',
      'object shasta',
      'rule 0123456789abcdef',
    ])
      assert.equal(withoutSecrets(line), line);
    assert.equal(shorten('-A FORWARD -p tcp --dport 443 -j ACCEPT'), '-A FORWARD -p tcp --dport 443 -j ACCEPT');
    assert.equal(shorten('x y '.repeat(200)).length, 200);
    assert.deepEqual(
      [shorten('x '.repeat(100)), shorten(`${'x '.repeat(100)}y`)],
      ['x '.repeat(100).trim(), `${'x '.repeat(99)}x…`],
    );
    assert.equal(shorten(' a \t b\n c '), 'a b c');
  });
});

describe('addresses in texts of devices', () => {
  const read = (text: string): readonly string[] | undefined => {
    const set = readAddresses(text);
    return set && formatAddresses(set);
  };

  it('are read in every form, and nothing else is', () => {
    assert.deepEqual(read('10.0.0.7/24'), ['10.0.0.0/24']);
    assert.deepEqual(read('10.0.0.0/255.255.254.0'), ['10.0.0.0/23']);
    assert.deepEqual(read('10.0.0.1-10.0.0.9'), ['10.0.0.1-10.0.0.9']);
    assert.deepEqual(read('fd00::1/64'), ['fd00::/64']);
    assert.deepEqual(read('0.0.0.0/0'), ['0.0.0.0/0']);
    for (const wrong of ['10.0.0.256', '10.0.0.0/33', 'fd00::/129', 'name', '', '10.0.0', '10.0.0.9-10.0.0.1'])
      assert.equal(read(wrong), undefined, wrong);
  });

  it('with masks of either kind, with holes as well', () => {
    assert.deepEqual(formatAddresses(readMasked('10.0.0.0', '0.0.0.255', true)!), ['10.0.0.0/24']);
    assert.deepEqual(formatAddresses(readMasked('10.0.0.1', '255.255.0.255')!).slice(0, 2), ['10.0.0.1', '10.0.1.1']);
    assert.equal(formatAddresses(readMasked('10.0.0.1', '255.255.0.255')!).length, 256);
    assert.deepEqual(formatAddresses(readMasked('1.2.3.4', '0.0.0.0')!), ['0.0.0.0/0']);
    assert.equal(readMasked('10.0.0.1', '0.0.0.1'), undefined);
  });
});
