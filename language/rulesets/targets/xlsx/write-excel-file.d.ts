// The part of the library that makes the files of a workbook: what it exports packs them with the time of day, and in workers made from the
// text of its functions, which a bundle changes.
declare module '*/write-excel-file/modules/xlsx/generateXlsxFileContents.js' {
  import type { Options, Sheet } from 'write-excel-file/universal';
  export default function generateXlsxFileContents(
    sheets: readonly Sheet<Blob>[],
    options?: Options<Blob>,
  ): Record<string, string>;
}
