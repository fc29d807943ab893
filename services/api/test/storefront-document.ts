import { documentId } from '../src/storefront-document/document.ts'
import type { Registration } from '../src/storefront-document/register-documents.ts'
import type { TestApi } from './api.ts'
import type { TestShop } from './shop.ts'

/** Registers documents as the build of the shop's frontend does. */
export async function registerTexts(
  api: TestApi,
  shop: TestShop,
  documents: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Registration & { errors?: { extensions: { code: string } }[] } }> {
  const response = await fetch(`${api.url}/graphql/documents`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shop-key': shop.key,
      'x-shop-secret': shop.secret,
      ...headers,
    },
    body: JSON.stringify({ documents }),
  })
  return { status: response.status, body: (await response.json()) as Registration }
}

/** Sends a GET whose answer caches may keep. */
export function getQuery(
  api: TestApi,
  shop: { key: string },
  text: string,
  parameters: Record<string, string> = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const query = new URLSearchParams({ shopKey: shop.key, documentId: documentId(text), ...parameters })
  return fetch(`${api.url}/graphql?${query}`, { headers })
}

export interface PostAnswer {
  status: number
  data: Record<string, unknown> | null
  codes: string[]
}

/** Posts the body of a GraphQL request. */
export async function postBody(
  api: TestApi,
  shop: { key: string },
  body: object,
  headers: Record<string, string> = {},
): Promise<PostAnswer> {
  const response = await fetch(`${api.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-shop-key': shop.key, ...headers },
    body: JSON.stringify(body),
  })
  const { data, errors } = (await response.json()) as {
    data?: Record<string, unknown>
    errors?: { extensions: { code: string } }[]
  }
  return {
    status: response.status,
    data: data ?? null,
    codes: (errors ?? []).map(({ extensions }) => extensions.code),
  }
}
