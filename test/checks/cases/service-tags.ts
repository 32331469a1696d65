import type { Case } from '../case.ts';

const plan = `vendor v { role server role backup at tag "AzureBackup" flow server -> backup : tcp 443 "Backs up" }
use v
zone a { subnet 10.0.0.0/24 component s : v.server at 10.0.0.1 }
zone internet external { component vault : v.backup }
`;
const given = (code: string, title: string, rest: string, says?: RegExp): Case => ({
  code,
  title,
  text: plan + rest,
  ...(says ? { says } : {}),
});

export const cases: readonly Case[] = [
  {
    code: 'missing-flow',
    title: 'a component at a service tag, which nothing opens',
    text: plan.replace('component s', 'component <|s|>'),
    says: /^No rule permits s -> vault on tcp 443\. Needed for: Backs up/,
  },
  given('missing-flow', 'the component at a service tag', 'allow s -> vault : tcp 443'),
  given('missing-flow', 'the service tag itself', 'allow s -> tag "AzureBackup" : tcp 443'),
  given('missing-flow', 'the zone of a service tag', 'allow s -> internet : tcp 443'),
  {
    code: 'missing-flow',
    title: 'an allow of a region of the tag opens not all of it',
    text: `${plan.replace('component s', 'component <|s|>')}allow s -> tag "AzureBackup.WestEurope", 0.0.0.0/0 : tcp 443`,
  },
  {
    code: 'missing-flow',
    title: 'a region of a service tag, where the whole tag is open',
    text: `${plan.replace('component vault : v.backup', 'component vault : v.backup at tag "AzureBackup.WestEurope"')}allow s -> tag "AzureBackup" : tcp 443`,
    finds: [],
  },
  given(
    'blocked-flow',
    'a deny of addresses that a tag may hold',
    'allow s -> vault : tcp 443\n<|deny s -> 203.0.113.0/24|>',
    /^This deny may close s -> vault on tcp 443 \(tag AzureBackup may be any address of internet\)/,
  ),
  given(
    'blocked-flow',
    'a deny of a service tag',
    'allow s -> vault : tcp 443\n<|deny s -> tag "AzureBackup"|>',
    /^This deny closes s -> vault/,
  ),
  given('blocked-flow', 'a deny of another tag', 'allow s -> vault : tcp 443\ndeny s -> tag "AzureBackupVault", tag "Azure"'),
  given(
    'assertion-failed',
    'never, to a service tag that is open',
    'allow s -> vault : tcp 443\n<|assert s never reaches tag "AzureBackup"|>',
    /-> tag AzureBackup \(vault\) on tcp 443\. Line 5 permits it/,
  ),
  given('assertion-failed', 'never, to another tag', 'allow s -> vault : tcp 443\nassert s never reaches tag "Storage"'),
  given(
    'assertion-failed',
    'never, to an address that an open tag may hold',
    'allow s -> tag "Storage" : tcp 443\n<|assert s never reaches 203.0.113.7|>',
    /tag Storage may be any address of the rest of the world/,
  ),
  given(
    'redundant-rule',
    'a region of a tag that is open already',
    'allow s -> tag "Sql" : tcp 1433\n<|allow s -> tag "Sql.WestUS" : tcp 1433|>',
  ),
  ...['', 'Azure Backup', '*', 'Storage.', 'https://aka.ms'].map(
    (tag): Case => ({
      code: 'invalid-address',
      title: `a service tag that is none: '${tag}'`,
      text: `${plan}allow s -> <|tag "${tag}"|> : tcp 443`,
      says: /is not a service tag/,
    }),
  ),
  {
    code: 'invalid-address',
    title: 'a tag that is still being written',
    text: `${plan}allow s -> tag : tcp 443\nallow s -> tag`,
    finds: [],
  },
  given(
    'invalid-address',
    'tags of clouds',
    'allow s -> tag "Storage.WestEurope", tag "com.amazonaws.eu-central-1.s3" : tcp 443',
  ),
  {
    code: 'invalid-address',
    title: 'a tag that a catalog spells in another way',
    text: `use azure\n${plan}allow s -> <|tag "azureResourcemanager.WestEurope"|> : tcp 443`,
    says: /write tag "AzureResourceManager\.WestEurope"/,
    fixed: /-> tag "AzureResourceManager\.WestEurope" : tcp 443/,
  },
];
