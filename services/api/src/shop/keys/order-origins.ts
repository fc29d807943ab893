import { isLocalOrigin } from '../../kernel/parse-origin.ts'

/** The origins of a shop as it uses them, mails linking to the first one: by name, those on a developer's machine last, where no buyer could open a page. */
export const orderOrigins = (origins: readonly string[]): string[] =>
  [...origins].sort((a, b) => Number(isLocalOrigin(a)) - Number(isLocalOrigin(b)) || (a < b ? -1 : 1))
