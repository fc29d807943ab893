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

/** The absolute URL of the largest size of a picture. It never gets another content. */
export const pictureUrl = (
  apiUrl: string,
  shopId: string,
  { id, widths }: Pick<Picture, 'id' | 'widths'>,
): string => `${apiUrl}/media/${folderOfPicture(shopId, id)}/${widths.at(-1)}.webp`

/** A picture as pages show it. */
export interface ServedPicture {
  /** Absolute; a drawn picture of a demo shop has no other sizes and no `widths`. */
  url: string
  widths: number[]
  altText: string
  /** Of the largest size, in pixels. */
  width: number
  height: number
}

/** The URL of a picture in the smallest size that is at least `width` pixels wide, or else in the largest. */
export const urlOfPicture = (
  { url, widths }: Pick<ServedPicture, 'url' | 'widths'>,
  width = Infinity,
  format: PictureFormat = 'WEBP',
): string => {
  const size = widths.find((stored) => stored >= width) ?? widths.at(-1)
  return size === undefined ? url : url.replace(/[^/]*$/, `${size}.${format.toLowerCase()}`)
}
