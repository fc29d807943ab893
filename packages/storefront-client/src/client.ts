import { documentId, stableJson, type TypedDocument, type TypedText } from './document.ts'
import { StorefrontFailure } from './errors.ts'
import { CACHEABLE, operations } from './operations.ts'
import { send } from './send.ts'
import { memoryVisitor, type VisitorStore } from './visitor-store.ts'

export interface ClientOptions {
  /** Of the API, such as https://api.example.com. */
  url: string
  /** The publishable key of the shop. */
  shopKey: string
  /** The language of messages and pages; absent: the shop's. */
  language?: 'fr' | 'en'
  /** Where the visitor id is kept; absent: in memory. In a page: `browserVisitor(shopKey)`. */
  visitor?: VisitorStore
  /** On a server, which never passes the secret on: whose request it serves, so that limits count the buyer and not the server, and the id under which it logs that request, so that the API logs the same. */
  server?: { secret: string; buyerAddress: string; requestId?: string | undefined }
  /** Sends registered documents by their id, and asks for those of the catalogue with GET. */
  byId?: boolean
  fetch?: typeof fetch
  /** Of one attempt, in milliseconds. */
  timeoutMs?: number
  /** How often what may be repeated is repeated at most. */
  retries?: number
  /** Writes a parsed document as text, for documents that are no texts. */
  print?: (document: never) => string
}

type Operations = typeof operations
type DataOf<Document> = Document extends TypedText<infer Data, infer _Variables> ? Data : never
type VariablesOf<Document> = Document extends TypedText<infer _Data, infer Variables> ? Variables : never

/** The API demands an idempotency key; the client makes one. */
type WithoutKey<Variables> = Variables extends { input: infer Input }
  ? { input: Omit<Input, 'idempotencyKey'> & { idempotencyKey?: string | null } }
  : Variables

/** The `variables` argument: optional if the document requires none. */
type Arguments<Variables> =
  Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables]

/** A method for each operation, which returns the value of its root field. */
type Methods = {
  [Name in keyof Operations]: (
    ...args: Arguments<WithoutKey<VariablesOf<Operations[Name]>>>
  ) => Promise<DataOf<Operations[Name]>[keyof DataOf<Operations[Name]>]>
}

interface RequestOptions {
  isCatalog?: boolean
  signal?: AbortSignal
}

export interface StorefrontClient extends Methods {
  /**
   * Sends any document. A query is repeated when it failed, and a mutation with an `idempotencyKey` in its input.
   *
   * @param options `isCatalog` asks with GET for a registered document about the catalogue alone; `signal` ends the request
   * @throws StorefrontFailure, or the reason of `signal` once that is aborted
   */
  request<Data, Variables>(
    document: TypedDocument<Data, Variables>,
    variables?: Variables,
    options?: RequestOptions,
  ): Promise<Data>
  /** Sends a text without types: say what it returns, as in `request<{ shop: { name: string } }>('{ shop { name } }')`. */
  request<Data = Record<string, unknown>>(
    text: string,
    variables?: Record<string, unknown>,
    options?: RequestOptions,
  ): Promise<Data>
}

/** Operations whose input has an idempotency key. */
const WITH_KEY = new Set(['placeOrder', 'payByBank', 'payByCard', 'withdraw'])

const isQuery = (text: string): boolean => !/\bmutation\b/.test(text)

/** Creates a client of one shop: for a page, or on a server for the requests of one buyer. */
export function createClient(options: ClientOptions): StorefrontClient {
  const { url, shopKey, language, server, byId = false } = options
  const visitor = options.visitor ?? memoryVisitor()
  const sending = {
    fetch: options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args)),
    timeoutMs: options.timeoutMs ?? 10_000,
    retries: options.retries ?? 3,
  }

  /** The request that brings the visitor's id. Others wait for it, because each would get a visitor of its own and all but one lose their cart. */
  let first: Promise<void> | null = null

  const post = async (body: object, mayRepeat: boolean, signal?: AbortSignal) => {
    while (first) await first
    const id = visitor.get()
    const headers = {
      'content-type': 'application/json',
      'x-shop-key': shopKey,
      ...(language && { 'accept-language': language }),
      ...(id && { 'x-visitor-id': id }),
      ...(server && { 'x-shop-secret': server.secret, 'x-buyer-ip': server.buyerAddress }),
      ...(server?.requestId && { 'x-request-id': server.requestId }),
    }
    const init: RequestInit = { method: 'POST', headers, body: JSON.stringify(body), credentials: 'omit' }
    const sent = send({ ...sending, signal }, `${url}/graphql`, init, mayRepeat, (response) => {
      const next = response.headers.get('x-visitor-id')
      if (next) visitor.set(next)
    })
    if (!id) {
      const end = () => void (first = null)
      first = sent.then(end, end)
    }
    return sent
  }

  /** The parameters are always in the same order, because caches compare URLs. */
  const get = (id: string, variables: object, signal?: AbortSignal) => {
    const parameters = new URLSearchParams({ shopKey, documentId: id, variables: stableJson(variables) })
    if (language) parameters.set('language', language)
    const init: RequestInit = { credentials: 'omit' }
    return send({ ...sending, signal }, `${url}/graphql?${parameters}`, init, true, () => undefined)
  }

  const request = async (
    document: object | string,
    variables: object = {},
    { isCatalog = false, signal }: RequestOptions = {},
  ) => {
    const text =
      typeof document === 'object' && 'kind' in document && options.print
        ? options.print(document as never)
        : String(document)
    const { input } = variables as { input?: { idempotencyKey?: unknown } }
    const mayRepeat = isQuery(text) || Boolean(input?.idempotencyKey)
    if (!byId) return post({ query: text, variables }, mayRepeat, signal)
    const id = await documentId(text)
    try {
      return await (isCatalog
        ? get(id, variables, signal)
        : post({ documentId: id, variables }, mayRepeat, signal))
    } catch (error) {
      // Registered later than this page was delivered, or no longer.
      if (!(error instanceof StorefrontFailure) || error.code !== 'DOCUMENT_NOT_REGISTERED') throw error
      return post({ query: text, variables }, mayRepeat, signal)
    }
  }

  const call = async (name: string, text: string, variables: object = {}): Promise<unknown> => {
    const { input } = variables as { input?: { idempotencyKey?: string | null } }
    const idempotencyKey = WITH_KEY.has(name) ? (input?.idempotencyKey ?? crypto.randomUUID()) : null
    const sent = idempotencyKey ? { ...variables, input: { ...input, idempotencyKey } } : variables
    try {
      const data = await request(text, sent, { isCatalog: CACHEABLE.has(name) })
      return Object.values(data)[0]
    } catch (error) {
      if (error instanceof StorefrontFailure) error.idempotencyKey = idempotencyKey
      throw error
    }
  }

  const methods = Object.entries(operations).map(([name, text]) => [
    name,
    (variables?: object) => call(name, text, variables),
  ])
  return {
    ...(Object.fromEntries(methods) as Methods),
    request: (document: object | string, variables?: unknown, requestOptions?: RequestOptions) =>
      request(document, variables as object, requestOptions) as never,
  }
}
