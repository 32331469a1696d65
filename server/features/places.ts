import type { InitializeParams, Location, LocationLink } from 'vscode-languageserver';

/** What an editor says of the links that it takes, for each of the requests that lead somewhere. */
export function takesLinks({ capabilities }: InitializeParams, request: 'definition' | 'typeDefinition'): boolean {
  return capabilities.textDocument?.[request]?.linkSupport ?? false;
}

/** Links as they are, or as plain places for an editor that knows no links. */
export function asPlaces(links: readonly LocationLink[], takesLinks: boolean): LocationLink[] {
  if (takesLinks) return [...links];
  const places = links.map(({ targetUri, targetSelectionRange }): Location => ({ uri: targetUri, range: targetSelectionRange }));
  // The protocol takes both, Langium's type the links alone.
  return places as unknown as LocationLink[];
}
