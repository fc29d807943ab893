/** A picture of a product, a collection or a shop, as the API returns it and as a form changes it. */
export interface FormPicture {
  id: string
  /** Absolute, on the API's site. */
  url: string
  width: number
  height: number
  altText: string
}

/** The largest file that the API accepts, in bytes. */
export const MAX_FILE_BYTES = 20_000_000

export const PICTURE_TYPES = 'image/jpeg,image/png,image/webp,image/avif,image/gif'

/**
 * The path under which the portal itself serves a picture: its pages load nothing from other sites.
 * @param width pixels: the smallest stored size that is at least as wide is taken, if the URL names a size
 */
export function picturePath(shopSlug: string, url: string, width = 320): string {
  const path = new URL(url).pathname
  const stored = Number(/\/(\d+)\.webp$/.exec(path)?.[1])
  const size = [320, 640, 1280].find((each) => each >= width && each < stored) ?? stored
  return `/${shopSlug}${path.replace(/\/\d+\.webp$/, `/${size}.webp`)}`
}

/** Moves an item of a list to another place; the list stays as it is if there is no such place. */
export function moveItem<T>(list: readonly T[], from: number, to: number): T[] {
  const moved = [...list]
  const [item] = moved.splice(from, 1)
  if (item === undefined || to < 0 || to > moved.length) return [...list]
  moved.splice(to, 0, item)
  return moved
}
