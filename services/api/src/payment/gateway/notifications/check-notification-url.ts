import type { Api, MerchantContext } from '../../../app/context.ts'
import { reject } from '../../../kernel/errors.ts'
import { isEqualText } from '../../../platform/crypto/sign.ts'
import { isLoopback } from '../../../platform/loopback.ts'
import { probeUrl, type ProbeResult } from '../../../platform/probe-url.ts'
import type { Shop } from '../../../shop/shop.ts'
import { bankCallbackUrl } from '../bank-callback-url.ts'
import type { BankProtocol } from '../bank-protocol.ts'
import { protocolOf } from '../protocols/protocols.ts'
import { createProbe, PROBE_NAME } from './notification-probe.ts'

export const NOTIFICATION_URL_STATUSES = [
  'REACHABLE',
  'LOCAL_ONLY',
  'CERTIFICATE_INVALID',
  'NOT_FOUND',
  'REDIRECTED',
  'UNEXPECTED_ANSWER',
  'TIMED_OUT',
  'UNREACHABLE',
] as const

export interface NotificationUrlCheck {
  url: string
  status: (typeof NOTIFICATION_URL_STATUSES)[number]
  /** Of an answer that did not come from the API. */
  httpStatus: number | null
}

/** Less than the portal waits for the API. */
const TIMEOUT_MS = 8_000

const running = new Map<string, Promise<NotificationUrlCheck>>()

/**
 * Requests the shop's notification URL as its bank does, and reports whether the request came back to the API. The caller
 * cannot choose the URL: it is built from the API's own base URL, the protocol and the shop. Simultaneous checks of one URL share one request.
 * @throws OperationError NOT_FOUND for an unknown protocol
 */
export async function checkNotificationUrl(
  { app, shop }: MerchantContext,
  { protocol: name }: { protocol: string },
): Promise<{ check: NotificationUrlCheck }> {
  const protocol = protocolOf(name) ?? reject('NOT_FOUND', 'protocol')
  const url = bankCallbackUrl(app, shop, protocol.name, 'notify')
  const check = running.get(url) ?? probe(app, shop, protocol, url).finally(() => running.delete(url))
  running.set(url, check)
  return { check: await check }
}

async function probe(
  app: Api,
  shop: Shop,
  protocol: BankProtocol,
  url: string,
): Promise<NotificationUrlCheck> {
  const { probe, answer } = createProbe(app, { shopId: shop.id, protocol: protocol.name })
  const result = await probeUrl(url, new URLSearchParams({ [PROBE_NAME]: probe }), TIMEOUT_MS)
  const status = statusOf(result, url, answer)
  const detail = result.kind === 'answered' ? result.status : result.code
  app.log.info({ shop: shop.slug, bank: protocol.name, status, detail }, 'Notification URL checked')
  const isOurs = status === 'REACHABLE' || status === 'LOCAL_ONLY'
  return { url, status, httpStatus: result.kind === 'answered' && !isOurs ? result.status : null }
}

const STATUS_WITHOUT_ANSWER = {
  certificate: 'CERTIFICATE_INVALID',
  timeout: 'TIMED_OUT',
  unreachable: 'UNREACHABLE',
} as const

function statusOf(result: ProbeResult, url: string, answer: string): NotificationUrlCheck['status'] {
  if (result.kind !== 'answered') return STATUS_WITHOUT_ANSWER[result.kind]
  if (isEqualText(result.headers.get(PROBE_NAME) ?? '', answer))
    return isLoopback(new URL(url).hostname) ? 'LOCAL_ONLY' : 'REACHABLE'
  if (result.status >= 300 && result.status < 400) return 'REDIRECTED'
  return result.status === 404 ? 'NOT_FOUND' : 'UNEXPECTED_ANSWER'
}
