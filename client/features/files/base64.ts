/** Bytes as a text that messages can hold. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (const each of bytes) text += String.fromCharCode(each);
  return btoa(text);
}
