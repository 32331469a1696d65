import { DefaultRenameProvider } from 'langium/lsp';
export class SegplanRenameProvider extends DefaultRenameProvider {}
