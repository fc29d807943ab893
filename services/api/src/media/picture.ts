/** A stored picture. */
export interface Picture {
  id: string
  /** Of the largest size, in pixels, upright. */
  width: number
  height: number
  /** Of all sizes, ascending. */
  widths: number[]
}

export type PictureFormat = 'WEBP' | 'AVIF'

/** The prefix of the keys of its files in the store. */
export const folderOfPicture = (shopId: string, id: string): string => `${shopId}/${id}`

/**
 * The absolute URL of a picture in the smallest size that is at least `width` pixels wide, or else in the largest. It never gets
 * another content.
 */
export function pictureUrl(
  apiUrl: string,
  shopId: string,
  { id, widths }: Pick<Picture, 'id' | 'widths'>,
  width = Infinity,
  format: PictureFormat = 'WEBP',
): string {
  const size = widths.find((stored) => stored >= width) ?? widths.at(-1)
  return `${apiUrl}/media/${folderOfPicture(shopId, id)}/${size}.${format.toLowerCase()}`
}
