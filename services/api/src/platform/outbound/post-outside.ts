import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { performance } from 'node:perf_hooks'
import { resolveName } from './resolve-name.ts'
import { CERTIFICATE_ERROR } from '../certificate-error.ts'
import { isLoopbackAddress } from '../loopback.ts'
import { isPublicAddress } from './is-public-address.ts'

/** Why there was no answer. */
export type PostFailure =
  'NAME_NOT_FOUND' | 'ADDRESS_NOT_PUBLIC' | 'CERTIFICATE' | 'CONNECTION_FAILED' | 'TIMEOUT'

/** How a request ended: with a status and the beginning of the body, or without an answer. Durations in milliseconds. */
export type PostResult =
  { status: number; excerpt: string; durationMs: number } | { failure: PostFailure; durationMs: number }

/** Returns every address of a host name. */
export type Resolver = (hostname: string) => Promise<readonly { address: string; family: number }[]>

export interface PostOptions {
  headers: Record<string, string>
  body: string
  /** Lets requests reach this machine too, by http as well. */
  allowsLoopback: boolean
  /** Milliseconds until a connection must be open. */
  connectMs?: number
  /** Milliseconds until the answer must have ended. */
  totalMs?: number
  resolver?: Resolver
}

const EXCERPT_BYTES = 1_024
/** Of an answer that is longer, the rest is not received. */
const MAX_ANSWER_BYTES = 65_536

class AddressNotPublic extends Error {}

const NAME_ERROR = /^(ENOTFOUND|ENODATA|ESERVFAIL|EREFUSED|EBADNAME)$/

/**
 * Posts to an address that somebody else chose: only to a public one. The name is resolved once, every address is checked, and the connection goes to a checked
 * address, so that a name whose addresses change in between reaches nothing else. Redirects are not followed.
 */
export function postOutside(url: string, options: PostOptions): Promise<PostResult> {
  const startedAt = performance.now()
  const elapsed = () => Math.round(performance.now() - startedAt)
  const isAllowed = (address: string) =>
    isPublicAddress(address) || (options.allowsLoopback && isLoopbackAddress(address))
  const target = new URL(url)
  const literal = target.hostname.replace(/^\[|\]$/g, '')
  // For an address there is nothing to look up, so it would not be checked.
  if (isIP(literal) && !isAllowed(literal))
    return Promise.resolve({ failure: 'ADDRESS_NOT_PUBLIC', durationMs: elapsed() })
  return send(target, options, checkedLookup(options.resolver ?? resolveName, isAllowed)).then(
    (answer) => ({ ...answer, durationMs: elapsed() }),
    (error: unknown) => ({ failure: failureOf(error), durationMs: elapsed() }),
  )
}

/** What the connection asks for addresses: fails if any of them is not allowed, and returns those that it checked. */
const checkedLookup =
  (resolver: Resolver, isAllowed: (address: string) => boolean): LookupFunction =>
  (hostname, { all }, callback) => {
    resolver(hostname).then(
      (found) => {
        const [first] = found
        if (!first || !found.every(({ address }) => isAllowed(address)))
          return callback(new AddressNotPublic(hostname), '', 0)
        if (all) callback(null, [...found])
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    )
  }

function send(
  target: URL,
  { headers, body, connectMs = 5_000, totalMs = 10_000 }: PostOptions,
  lookup: LookupFunction,
): Promise<{ status: number; excerpt: string }> {
  const { promise, resolve: answer, reject } = Promise.withResolvers<{ status: number; excerpt: string }>()
  const payload = Buffer.from(body)
  const request = (target.protocol === 'https:' ? requestHttps : requestHttp)(target, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(payload.length) },
    // A connection of its own: one that is kept would be used again without a look at its address.
    agent: false,
    lookup,
  } satisfies RequestOptions)
  const timeout = (ms: number) => setTimeout(() => request.destroy(new TimedOut()), ms)
  const whole = timeout(totalMs)
  const connecting = timeout(connectMs)
  request.once('socket', (socket) =>
    socket.once(target.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(connecting)),
  )
  request.on('error', reject)
  request.once('response', (response) => {
    readExcerpt(response).then((excerpt) => {
      answer({ status: response.statusCode ?? 0, excerpt })
      request.destroy()
    }, reject)
  })
  request.end(payload)
  return promise.finally(() => {
    clearTimeout(whole)
    clearTimeout(connecting)
  })
}

class TimedOut extends Error {}

async function readExcerpt(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    if (length < EXCERPT_BYTES) parts.push(part)
    length += part.length
    if (length > MAX_ANSWER_BYTES) break
  }
  return Buffer.concat(parts).subarray(0, EXCERPT_BYTES).toString('utf8')
}

function failureOf(error: unknown): PostFailure {
  if (error instanceof AddressNotPublic) return 'ADDRESS_NOT_PUBLIC'
  if (error instanceof TimedOut) return 'TIMEOUT'
  const { code = '' } = error as { code?: string }
  if (NAME_ERROR.test(code)) return 'NAME_NOT_FOUND'
  if (code === 'ETIMEDOUT' || code === 'ETIMEOUT') return 'TIMEOUT'
  return CERTIFICATE_ERROR.test(code) ? 'CERTIFICATE' : 'CONNECTION_FAILED'
}
