import type { PictureData } from '#lib/api/documents/fragments.ts'

/** The widths, in pixels, in which the API may have a picture; also twice as wide as any picture of the pages is shown. */
const WIDTHS = [320, 640, 1280] as const

/** How wide pictures are shown, as the attribute `sizes`. */
export const PICTURE_SIZES = {
  tile: '(min-width: 64rem) 18rem, (min-width: 48rem) 30vw, 46vw',
  gallery: '(min-width: 78rem) 36rem, (min-width: 48rem) 46vw, 94vw',
  intro: '(min-width: 78rem) 76rem, 100vw',
} as const

export interface PictureSources {
  /** Smallest formats first; empty for a picture of a single size, such as a drawing. */
  sources: { type: string; srcset: string }[]
  /** For browsers that choose none of them. */
  src: string
}

/** What a `<picture>` element offers to a browser, which chooses by its screen and by the formats that it knows. */
export function pictureSources(picture: PictureData): PictureSources {
  const webp = entriesOf(picture, 'webp')
  const src = picture.webp640
  if (webp.length === 0 || webp[0]?.url === picture.avif320) return { sources: [], src }
  return {
    sources: [
      { type: 'image/avif', srcset: toSrcset(entriesOf(picture, 'avif')) },
      { type: 'image/webp', srcset: toSrcset(webp) },
    ],
    src,
  }
}

interface Entry {
  url: string
  width: number
}

/** Each stored size once: widths that are not stored have the URL of the largest. */
function entriesOf(picture: PictureData, format: 'avif' | 'webp'): Entry[] {
  const widthByUrl = new Map<string, number>()
  for (const width of WIDTHS) {
    const url = picture[`${format}${width}`]
    if (!widthByUrl.has(url)) widthByUrl.set(url, Math.min(width, picture.width))
  }
  return [...widthByUrl].map(([url, width]) => ({ url, width }))
}

const toSrcset = (entries: readonly Entry[]): string =>
  entries.map(({ url, width }) => `${url} ${width}w`).join(', ')
