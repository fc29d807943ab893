import sharp, { type Sharp } from 'sharp'
import type { TestApi } from './api.ts'

export interface UploadAnswer {
  picture: { id: string; url: string; width: number; height: number } | null
  userErrors: { code: string; message: string }[]
}

/** Uploads a file as the portal does. */
export async function upload(
  api: TestApi,
  headers: Record<string, string>,
  content: Uint8Array,
  contentType = 'application/octet-stream',
): Promise<UploadAnswer> {
  const response = await fetch(`${api.url}/merchant/media`, {
    method: 'POST',
    headers: { ...headers, 'content-type': contentType },
    body: content as Uint8Array<ArrayBuffer>,
  })
  return (await response.json()) as UploadAnswer
}

/** Uploads a file that must be accepted. */
export async function uploadPicture(
  api: TestApi,
  headers: Record<string, string>,
  content: Uint8Array,
): Promise<NonNullable<UploadAnswer['picture']>> {
  const { picture, userErrors } = await upload(api, headers, content)
  if (!picture) throw new Error(`The picture was refused: ${JSON.stringify(userErrors)}`)
  return picture
}

/** A stored size of an uploaded picture, as a browser gets it. `API_URL` of a test is not where it listens. */
export const fetchPicture = (api: TestApi, url: string): Promise<Response> =>
  fetch(new URL(new URL(url).pathname, api.url))

/** Red, green, blue and white: the corners of `fourColours`, from the top left to the bottom right. */
export const CORNERS = [
  [220, 30, 30],
  [30, 200, 30],
  [30, 30, 220],
  [250, 250, 250],
] as const

/** A picture of four coloured quarters, by which turns and mirrorings can be told. */
export function fourColours(width = 60, height = 40): Sharp {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const corner = (y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1)
      pixels.set(CORNERS[corner] ?? [], (y * width + x) * 3)
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** The colours near the corners of a picture, in the order of `CORNERS`. */
export async function cornersOf(content: Uint8Array): Promise<number[][]> {
  const { data, info } = await sharp(content).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3
    return [...data.subarray(start, start + 3)]
  }
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)]
}

/** A picture with as much detail as a photograph, so that encoding it takes as long. */
export const photograph = (width: number, height: number): Sharp =>
  sharp({
    create: {
      width,
      height,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })

/** A picture as a file of an archive. Different sizes are different pictures. */
export const archivedPicture = async (width: number) => ({
  name: `photos/tea-${width}.jpg`,
  content: await fourColours(width, 40).jpeg().toBuffer(),
})

/** The folder in which an API of the tests stores pictures: they use the disk. */
export function mediaFolder({ app }: TestApi): string {
  const { media } = app.env
  if (media.store !== 'disk') throw new Error('The tests store pictures on the disk.')
  return media.folder
}
