const FOLDER_OR_FILE = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/**
 * The path of a picture on the API's site, from what follows `/<shop>/media/` in the portal. Null for anything else: dots or encoded slashes
 * would lead to other paths of the API.
 */
export const mediaPath = (path: string): string | null =>
  path.split('/').every((part) => FOLDER_OR_FILE.test(part)) ? `/media/${path}` : null
