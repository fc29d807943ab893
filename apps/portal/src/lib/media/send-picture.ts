import { requestError, type UserError } from '#lib/user-error.ts'
import type { FormPicture } from './picture.ts'
import { shrinkPicture } from './shrink-picture.ts'

export interface SentPicture {
  picture: Omit<FormPicture, 'altText'> | null
  userErrors: UserError[]
}

/** What the portal answers instead of JSON: the page to sign in, or the page of an outage. */
const failed = (code: string): SentPicture => ({ picture: null, userErrors: [requestError(code)] })

/**
 * Sends a file to the shop's pictures. Never throws.
 * @param onProgress how much was sent, from 0 to 1
 */
export async function sendPicture(
  shopSlug: string,
  file: File,
  onProgress: (part: number) => void,
): Promise<SentPicture> {
  const content = await shrinkPicture(file)
  return new Promise((resolve) => {
    // Unlike `fetch`, it reports how much was sent.
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0)
    request.onload = () => resolve(readAnswer(request))
    request.onerror = () => resolve(failed('SERVICE_UNAVAILABLE'))
    request.open('POST', `/${shopSlug}/media`)
    request.setRequestHeader('content-type', content.type || 'application/octet-stream')
    request.send(content)
  })
}

function readAnswer(request: XMLHttpRequest): SentPicture {
  const isJson = request.getResponseHeader('content-type')?.startsWith('application/json')
  if (isJson) return JSON.parse(request.responseText) as SentPicture
  return failed(request.status < 400 ? 'UNAUTHENTICATED' : 'SERVICE_UNAVAILABLE')
}
