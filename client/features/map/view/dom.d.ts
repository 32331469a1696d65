// The scripts of the page run in a browser.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
