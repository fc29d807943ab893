import { CERTIFICATE_ERROR } from './certificate-error.ts'

/** How a request to one of the platform's own public URLs ended. `code` is the error code of Node.js. */
export type ProbeResult =
  | { kind: 'answered'; status: number; headers: Headers }
  | { kind: 'certificate' | 'timeout' | 'unreachable'; code: string }

/** Posts a form to a URL as a bank does: over verified TLS, and without following a redirect. The answer's body is not read. */
export async function probeUrl(url: string, form: URLSearchParams, timeoutMs: number): Promise<ProbeResult> {
  try {
    const { status, headers, body } = await fetch(url, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    await body?.cancel()
    return { kind: 'answered', status, headers }
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: unknown } }
    const code = typeof cause?.code === 'string' ? cause.code : name
    if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT')
      return { kind: 'timeout', code }
    return { kind: CERTIFICATE_ERROR.test(code) ? 'certificate' : 'unreachable', code }
  }
}
