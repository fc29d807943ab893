import { reactive } from 'vue'
import { fillPlaceholders, savedValues, type Values } from '../../src/request-values.ts'

interface ExplorerShop {
  slug: string
  key: string
  origin: string
}

interface Session {
  /** Base URL of the API; undefined where requests cannot be run from the pages. */
  api: string | undefined
  shop: ExplorerShop | undefined
  visitorId: string
  /** `fr` or `en`; empty: the API takes that of the shop. */
  language: string
  values: Values
}

/** A form that a bank wants the buyer's browser to submit: `BankRedirect`. */
export interface RedirectForm {
  method: string
  url: string
  fields: { name: string; value: string }[]
}

/** What a request was answered. */
export interface Answer {
  /** HTTP status; undefined if there was no answer. */
  status: number | undefined
  text: string
  isFailed: boolean
  redirect: RedirectForm | undefined
}

const STORED = 'triclic-docs-session'

/** What the requests of all pages share, kept until the tab is closed. */
export const session = reactive<Session>({
  api: undefined,
  shop: undefined,
  visitorId: '',
  language: '',
  values: {},
})

let connecting: Promise<void> | undefined

/** Asks the server of the documentation once which API and shop the requests may use; it tells none unless its operator allows it. */
export function connect(): Promise<void> {
  connecting ??= readExplorer()
  return connecting
}

async function readExplorer(): Promise<void> {
  const response = await fetch('/explorer.json').catch(() => undefined)
  if (!response?.ok || !response.headers.get('content-type')?.startsWith('application/json')) return
  const { api, shop } = (await response.json()) as { api: string; shop: ExplorerShop }
  Object.assign(session, { api, shop }, readStored(shop.key))
}

function readStored(key: string): Pick<Session, 'visitorId' | 'values'> {
  const stored = JSON.parse(sessionStorage.getItem(STORED) ?? '{}') as { key?: string } & Partial<Session>
  return stored.key === key
    ? { visitorId: stored.visitorId ?? '', values: stored.values ?? {} }
    : { visitorId: '', values: {} }
}

/** Forgets the visitor and what was saved of answers. */
export function startAnew(): void {
  Object.assign(session, { visitorId: '', values: {} })
  sessionStorage.removeItem(STORED)
}

/** Sends a request as the page's visitor. Whatever fails is an answer too. */
export async function run(query: string, variables: string, save: Record<string, string>): Promise<Answer> {
  try {
    const filled = fillPlaceholders(variables, { docsOrigin: location.origin, ...session.values })
    return await send(query, filled, save)
  } catch (error) {
    const text =
      error instanceof SyntaxError ? `The variables are not JSON. ${error.message}` : messageOf(error)
    return { status: undefined, text, isFailed: true, redirect: undefined }
  }
}

async function send(
  query: string,
  variables: Record<string, unknown>,
  save: Record<string, string>,
): Promise<Answer> {
  const response = await fetch(`${session.api}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shop-key': session.shop?.key ?? '',
      ...(session.language && { 'accept-language': session.language }),
      ...(session.visitorId && { 'x-visitor-id': session.visitorId }),
    },
    body: JSON.stringify({ query, variables }),
  })
  const answer = (await response.json()) as { data?: unknown; errors?: unknown }
  session.visitorId = response.headers.get('x-visitor-id') ?? session.visitorId
  Object.assign(session.values, savedValues(answer.data, save))
  const { visitorId, values } = session
  sessionStorage.setItem(STORED, JSON.stringify({ key: session.shop?.key, visitorId, values }))
  return {
    status: response.status,
    text: JSON.stringify(answer, null, 2),
    isFailed: answer.errors !== undefined,
    redirect: findRedirect(answer.data),
  }
}

function findRedirect(data: unknown): RedirectForm | undefined {
  if (typeof data !== 'object' || data === null) return undefined
  if ('url' in data && 'method' in data && 'fields' in data) return data as RedirectForm
  for (const value of Object.values(data)) {
    const found = findRedirect(value)
    if (found) return found
  }
  return undefined
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
