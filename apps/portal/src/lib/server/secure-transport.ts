import { error, type RequestEvent } from '@sveltejs/kit'

const loopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/

/** Personal data travels encrypted or is refused: plain http is for this very machine. */
export function demandSecureTransport(event: RequestEvent): void {
  if (event.url.protocol === 'https:' || loopback.test(event.getClientAddress())) return
  error(403, 'A secure connection is needed', { code: 'INSECURE_TRANSPORT' })
}
