import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readRequestBlocks, type RequestBlock } from '../../apps/docs/src/request-blocks.ts'
import { fillPlaceholders, savedValues, valueAt, type Values } from '../../apps/docs/src/request-values.ts'
import { startEnvironment } from '../contract/environment.ts'
import { decideAtBank, submitToBank } from '../traffic/pay-at-bank.ts'

const folder = join(import.meta.dirname, '../../docs/guide')
const environment = await startEnvironment(['api', 'worker', 'bank'], { canRun: true })
afterAll(() => environment.stop())
const { run } = environment
const [shop] = run.shops

type Redirect = Parameters<typeof submitToBank>[0]

/** Sends a request as the page does: from its origin, with the key of the shop and the visitor of the page. */
async function send(block: RequestBlock, values: Values, visitorId: string | undefined) {
  const response = await fetch(`${run.api}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-shop-key': shop?.key ?? '',
      origin: run.docs ?? '',
      ...(visitorId && { 'x-visitor-id': visitorId }),
    },
    body: JSON.stringify({ query: block.query, variables: fillPlaceholders(block.variables, values) }),
  })
  expect(response.headers.get('access-control-allow-origin')).toBe(run.docs)
  const answer = (await response.json()) as { data?: Record<string, unknown>; errors?: unknown }
  expect(answer.errors).toBeUndefined()
  return { data: answer.data ?? {}, visitorId: response.headers.get('x-visitor-id') ?? visitorId }
}

const refusals = (data: Record<string, unknown>): unknown[] =>
  Object.values(data).flatMap((payload) => (payload as { userErrors?: unknown[] } | null)?.userErrors ?? [])

/** What the reader does between two requests: pay on the bank's page. */
async function payAtBank(data: Record<string, unknown>): Promise<void> {
  const redirect = valueAt(data, 'payByBank.redirect')
  if (!redirect) return
  await decideAtBank(run.bank, await submitToBank(redirect as Redirect))
}

const pages = readdirSync(folder).filter((file) => file.endsWith('.md'))

describe.each(pages)('docs/guide/%s', (page) => {
  test('its requests, run in order, are answered as it says', async () => {
    const blocks = readRequestBlocks(readFileSync(join(folder, page), 'utf8'))
    expect(blocks.length).toBeGreaterThan(0)
    let values: Values = { docsOrigin: run.docs }
    let visitorId: string | undefined
    for (const block of blocks) {
      const expected = Object.entries(block.expect)
      const attempt = async () => {
        const answer = await send(block, values, visitorId)
        visitorId = answer.visitorId
        expect(expected.map(([path]) => [path, String(valueAt(answer.data, path))])).toEqual(expected)
        return answer.data
      }
      // A query is repeated until the bank has told the API; a mutation must succeed at once.
      const isQuery = !block.query.startsWith('mutation')
      if (isQuery)
        await expect
          .poll(() =>
            attempt().then(
              () => true,
              () => false,
            ),
          )
          .toBe(true)
      const data = await attempt()
      if (!expected.some(([path]) => path.includes('userErrors'))) expect(refusals(data)).toEqual([])
      const saved = savedValues(data, block.save)
      expect(Object.keys(saved)).toEqual(Object.keys(block.save))
      values = { ...values, ...saved }
      await payAtBank(data)
    }
  })
})

test('tells the pages which API and shop they may use, and no secret', async () => {
  const { port } = new URL(run.docs ?? '')
  const response = await fetch(`http://127.0.0.1:${port}/explorer.json`)
  expect(await response.json()).toEqual({
    api: run.api,
    shop: { slug: shop?.slug, key: shop?.key, origin: shop?.origin },
  })
})
