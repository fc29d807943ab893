import type { MailPreview, MailText } from '#lib/mail/mail.documents.ts'
import type { UserError } from '#lib/user-error.ts'

interface Sample {
  kind: MailText['kind']
  language: MailText['language']
  text: { subject: string; introduction: string; closing: string }
}

/** How long nothing is typed before the preview follows, in milliseconds. */
const PAUSE = 400

/**
 * The preview of a text while it is typed. A text with an error leaves the last preview as it is; an outage too.
 * @param first the preview of the text that the page begins with
 */
export function livePreview(first: MailPreview | null, sample: () => Sample, url: string) {
  let preview = $state.raw(first)
  let errors = $state.raw<readonly UserError[]>([])
  let isLoading = $state(false)
  let shown = JSON.stringify(sample())

  async function load(body: string, signal: AbortSignal) {
    isLoading = true
    try {
      const headers = { 'content-type': 'application/json' }
      const response = await fetch(url, { method: 'POST', headers, body, signal })
      if (!response.ok) return
      const answer = (await response.json()) as { preview: MailPreview | null; userErrors: UserError[] }
      if (answer.preview) preview = answer.preview
      errors = answer.userErrors
      shown = body
    } catch {
      // Aborted by the next letter, or the portal cannot be reached.
    } finally {
      if (!signal.aborted) isLoading = false
    }
  }

  $effect(() => {
    const body = JSON.stringify(sample())
    if (body === shown) return
    const controller = new AbortController()
    const timer = setTimeout(() => void load(body, controller.signal), PAUSE)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  })

  return {
    get preview() {
      return preview
    },
    get errors() {
      return errors
    },
    get isLoading() {
      return isLoading
    },
  }
}
