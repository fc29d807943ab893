import { createHash } from 'node:crypto'
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { Client, createRequest, fetchExchange, stringifyDocument } from '@urql/core'
import { persistedExchange } from '@urql/exchange-persisted'
import { parse, print } from 'graphql'
import { GraphQLClient } from 'graphql-request'
import { afterAll, describe, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import { startEnvironment } from '../contract/environment.ts'

const environment = await startEnvironment(['api'])
afterAll(() => environment.stop())
const { run } = environment
const [shop] = run.shops as [RunShop]
const url = `${run.api}/graphql`
const headers = { 'x-shop-key': shop.key }
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What each request carried: a hash, a text, or both. */
function recording() {
  const sent: string[] = []
  const send: typeof fetch = (input, init) => {
    const body = JSON.parse(String(init?.body)) as {
      query?: string
      extensions?: { persistedQuery?: object }
    }
    const parts = [body.extensions?.persistedQuery && 'hash', body.query && 'text']
    sent.push(parts.filter(Boolean).join(' and '))
    return fetch(input, init)
  }
  return { sent, send }
}

async function register(text: string): Promise<void> {
  const response = await fetch(`${url}/documents`, {
    method: 'POST',
    headers: { ...headers, 'x-shop-secret': shop.secret, 'content-type': 'application/json' },
    body: JSON.stringify({ documents: [text] }),
  })
  expect(await response.json()).toMatchObject({ isRegistered: true })
}

describe('Apollo Client with persisted queries', () => {
  const ask = async (name: string, isRegistered: boolean) => {
    const { sent, send } = recording()
    const apollo = new ApolloClient({
      cache: new InMemoryCache({ addTypename: false } as never),
      link: ApolloLink.from([
        new PersistedQueryLink({ sha256: async (text) => sha256(text) }),
        new HttpLink({ uri: url, headers, fetch: send }),
      ]),
    })
    const query = parse(`query ${name} { shop { slug __typename } }`)
    if (isRegistered) await register(print(query))
    const { data } = await apollo.query<{ shop: { slug: string } }>({ query })
    expect(data?.shop.slug).toBe(shop.slug)
    return sent
  }

  test('sends the hash of a registered document and nothing else', async () => {
    expect(await ask('ApolloRegistered', true)).toEqual(['hash'])
  })

  test('sends the text of another one, once it was told so', async () => {
    expect(await ask('ApolloOther', false)).toEqual(['hash', 'text'])
  })
})

describe('urql with persisted queries', () => {
  const ask = async (name: string, isRegistered: boolean) => {
    const { sent, send } = recording()
    const text = `query ${name} { shop { slug } }`
    const urql = new Client({
      url,
      fetch: send,
      fetchOptions: { headers },
      preferGetMethod: false,
      exchanges: [
        persistedExchange({
          preferGetForPersistedQueries: false,
          generateHash: async (query) => sha256(query),
        }),
        fetchExchange,
      ],
    })
    if (isRegistered) await register(stringifyDocument(createRequest(text, {}).query))
    const { data, error } = await urql.query<{ shop: { slug: string } }>(text, {}).toPromise()
    expect(error).toBeUndefined()
    expect(data?.shop.slug).toBe(shop.slug)
    return sent
  }

  test('sends the hash of a registered document and nothing else', async () => {
    expect(await ask('UrqlRegistered', true)).toEqual(['hash'])
  })

  test('sends the text of another one, once it was told so', async () => {
    expect(await ask('UrqlOther', false)).toEqual(['hash', 'text'])
  })
})

test('graphql-request sends texts', async () => {
  const client = new GraphQLClient(url, { headers })
  expect(await client.request('{ shop { slug } }')).toEqual({ shop: { slug: shop.slug } })
})
