// Whether colors part what is permitted from what is closed, in the themes that come with VS Code.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { canAct, closeAll, createPlan, extensionUnderTest, inPage, screenshot, waitFor } from './support.ts';

interface Rule {
  readonly scope?: string | readonly string[];
  readonly settings: { readonly foreground?: string };
}

/** The rules of a theme and of those that it includes, the latter first. */
function rulesOf(file: string): Rule[] {
  const text = readFileSync(file, 'utf8');
  // Some are written with comments, and with commas behind the last of a list.
  const plain = text.replace(/^\s*\/\/.*$/gm, '').replace(/,(?=\s*[}\]])/g, '');
  const { include, tokenColors } = JSON.parse(plain) as { include?: string; tokenColors?: Rule[] | string };
  return [...(include ? rulesOf(join(dirname(file), include)) : []), ...(Array.isArray(tokenColors) ? tokenColors : [])];
}

/** The color of the innermost of some scopes that has one: by the longest selector of one part, of several the last. */
function colorOf(rules: readonly Rule[], scopes: readonly string[]): string | undefined {
  for (const scope of scopes.toReversed()) {
    const found = rules
      .flatMap(({ scope: selectors = [], settings }) =>
        (typeof selectors === 'string' ? selectors.split(',') : selectors).map((each) => ({ selector: each.trim(), settings })),
      )
      .filter(({ selector, settings }) => settings.foreground && `${scope}.`.startsWith(`${selector}.`))
      .reduce<{ selector: string; color: string } | undefined>(
        (best, { selector, settings }) =>
          best && best.selector.length > selector.length ? best : { selector, color: settings.foreground!.toLowerCase() },
        undefined,
      );
    if (found) return found.color;
  }
  return undefined;
}

interface Manifest {
  readonly contributes?: {
    readonly themes?: readonly { readonly id?: string; readonly label: string; readonly path: string }[];
  };
}

describe('colors of rules', () => {
  const folder = join(vscode.env.appRoot, 'extensions');
  const ours = JSON.parse(readFileSync(join(extensionUnderTest().path, 'package.json'), 'utf8'));
  const changes: Readonly<Record<string, { textMateRules: Rule[] }>> =
    ours.contributes.configurationDefaults['editor.tokenColorCustomizations'];
  const grammar = readFileSync(join(extensionUnderTest().path, 'syntaxes/segplan.tmLanguage.json'), 'utf8');
  const scopesOf = (keyword: string): string[] =>
    new RegExp(`\\((${keyword})\\)\\\\\\\\b"[^}]*?"name": "([^"]+)"`).exec(grammar)![2]!.split(' ');

  it('part deny from allow, in every theme', () => {
    let themes = 0;
    for (const name of readdirSync(folder)) {
      const file = join(folder, name, 'package.json');
      if (!existsSync(file)) continue;
      for (const { id, label, path } of (JSON.parse(readFileSync(file, 'utf8')) as Manifest).contributes?.themes ?? []) {
        if (!path.endsWith('.json')) continue;
        themes++;
        const rules = [...rulesOf(join(folder, name, path)), ...(changes[`[${id ?? label}]`]?.textMateRules ?? [])];
        const [allow, deny] = ['allow', 'deny'].map((keyword) => colorOf(rules, scopesOf(keyword)));
        assert.ok(allow && deny, `${id ?? label}: ${allow} and ${deny}`);
        assert.notEqual(allow, deny, id ?? label);
      }
    }
    assert.ok(themes >= 10, `${themes}`);
  });

  it('do so in high contrast light, as it is shown', async function () {
    if (!canAct) this.skip();
    const settings = vscode.workspace.getConfiguration('workbench');
    const usual = settings.get('colorTheme');
    await settings.update('colorTheme', 'Default High Contrast Light', vscode.ConfigurationTarget.Global);
    try {
      await createPlan(
        'colors.segplan',
        'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nallow a -> b : tcp 443\ndeny a -> b : tcp 80\n',
      );
      const classes = async (): Promise<(string | undefined)[]> => {
        const html = await inPage('read', '.editor-instance .view-lines');
        return ['allow', 'deny'].map((keyword) => new RegExp(`<span class="(mtk\\d+)[^"]*">${keyword}<`).exec(html)?.[1]);
      };
      const [allow, deny] = await waitFor(async () => {
        const found = await classes();
        return found.every(Boolean) && found[0] !== found[1] ? found : undefined;
      }, 'two colors');
      assert.notEqual(allow, deny);
      await screenshot('colors-hc-light');
    } finally {
      await settings.update('colorTheme', usual, vscode.ConfigurationTarget.Global);
      await closeAll();
    }
  });
});
