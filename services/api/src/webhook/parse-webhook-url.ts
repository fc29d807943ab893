import { isIP } from 'node:net'
import { reject } from '../kernel/errors.ts'
import { isLoopback } from '../platform/loopback.ts'
import { isPublicAddress } from '../platform/outbound/is-public-address.ts'

const MAX_LENGTH = 1_000

/**
 * The URL of an endpoint: https, or http on this machine where the operator allows it. What a name stands for is checked whenever something is sent.
 * @throws OperationError WEBHOOK_URL_INVALID, WEBHOOK_URL_NOT_PUBLIC
 */
export function parseWebhookUrl(text: string, allowsLoopback: boolean): string {
  const trimmed = text.trim()
  const url = URL.parse(trimmed)
  if (!url || trimmed.length > MAX_LENGTH || url.username || url.password || url.hash)
    return reject('WEBHOOK_URL_INVALID', 'url')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isOwn = isLoopback(host) || host.endsWith('.localhost')
  if (isOwn && allowsLoopback && /^https?:$/.test(url.protocol)) return url.href
  if (url.protocol !== 'https:') reject('WEBHOOK_URL_INVALID', 'url')
  if (isOwn || (isIP(host) && !isPublicAddress(host))) reject('WEBHOOK_URL_NOT_PUBLIC', 'url')
  return url.href
}
