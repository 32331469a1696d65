import { type CompletionItem, InsertTextFormat } from 'vscode-languageserver';

/** Texts with places to fill in, by the keyword that they begin with. What stands in a place is a name that somebody may keep, and no word of the language. */
export const SNIPPETS: Readonly<Record<string, { readonly title: string; readonly text: string }>> = {
  plan: {
    title: 'Two zones and a rule',
    text: [
      'plan "${1:Title}"',
      '',
      'use ${2:veeam}',
      '',
      'zone ${3:management} {',
      '  subnet ${4:10.10.0.0/24}',
      '  component ${5:vbr} : ${6:veeam.backup-server} at ${7:10.10.0.10}',
      '}',
      '',
      'zone ${8:backup} {',
      '  subnet ${9:10.30.0.0/24}',
      '  component ${10:repo} : ${11:veeam.hardened-repository} at ${12:10.30.0.20}',
      '}',
      '',
      'allow ${5:vbr} -> ${10:repo} : required',
      '$0',
    ].join('\n'),
  },
  zone: { title: 'A zone with a subnet', text: 'zone ${1:office} "${2:Title}" {\n  subnet ${3:10.10.0.0/24}\n  $0\n}' },
  site: {
    title: 'A place with zones of its own',
    text: 'site ${1:main} "${2:Title}" {\n  zone ${3:office} {\n    subnet ${4:10.10.0.0/24}\n    $0\n  }\n}',
  },
  pair: { title: 'Sites that stand in for each other', text: 'pair ${1:main}, ${2:recovery}$0' },
  vpn: { title: 'Sites with encryption in between', text: 'vpn ${1:main}, ${2:recovery} "${3:IPsec tunnel}"$0' },
  deployment: {
    title: 'An installation apart from others',
    text: 'deployment ${1:customer} "${2:Title}" = ${3:members}$0',
  },
  firewall: {
    title: 'A firewall between zones',
    text: 'firewall ${1:core} "${2:Title}" : ${3:asa} {\n  zones ${4:management}, ${5:backup}\n  $0\n}',
  },
  bind: {
    title: 'Components that belong together',
    text: 'bind ${1:veeam.proxy} with ${2:veeam.repository} by ${3:site}$0',
  },
  direction: {
    title: 'Who connects, where that is open',
    text: 'direction ${1:zerto.zvm} -> ${2:zerto.vra}$0',
  },
  trust: {
    title: 'A source that counts though contested',
    text: 'trust ${1:veeam.segmentation}$0',
  },
  component: {
    title: 'A role and an address',
    text: 'component ${1:server} : ${2:veeam.backup-server} at ${3:10.10.0.10}$0',
  },
  allow: { title: 'A rule that permits', text: 'allow ${1:client} -> ${2:server} : ${3:required}$0' },
  deny: { title: 'A rule that closes', text: 'deny ${1:client} -> ${2:server}$0' },
  group: { title: 'A name for several ends', text: 'group ${1:servers} = ${2:members}$0' },
  assert: { title: 'What has to stay true', text: 'assert ${1:client} never reaches ${2:server}$0' },
  extend: {
    title: 'More of a catalog',
    text: 'extend vendor ${1:veeam} {\n  $0\n}',
  },
  vendor: {
    title: 'A catalog of your own',
    text: [
      'vendor ${1:acme} "${2:Acme Backup}" {',
      '  source ${3:ports} "${4:ports.pdf}" "${5:Port reference}"',
      '',
      '  role ${6:server} "${7:Server}"',
      '  role ${8:agent} "${9:Agent}"',
      '',
      '  flow ${6:server} -> ${8:agent} : tcp ${10:7000}',
      '    "${11:Purpose}"',
      '    from ${3:ports} "${12:1}"',
      '}$0',
    ].join('\n'),
  },
};

/** A snippet as text alone: what stands in its places stays, and the places go. */
export function plainText(snippet: string): string {
  return snippet.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\d+/g, '');
}

/** A completion for an editor without snippets, which would write their marks into the plan. */
export function plainItem(item: CompletionItem): CompletionItem {
  if (item.insertTextFormat !== InsertTextFormat.Snippet) return item;
  return {
    ...item,
    insertTextFormat: InsertTextFormat.PlainText,
    ...(item.insertText === undefined ? {} : { insertText: plainText(item.insertText) }),
    ...(item.textEdit ? { textEdit: { ...item.textEdit, newText: plainText(item.textEdit.newText) } } : {}),
  };
}
