import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { payByTestCard } from '../../../test/card.ts'
import { createCertificationScenario } from '../../../test/certification.ts'
import { startIsolatedApi, type IsolatedApi } from '../../../test/isolated-api.ts'
import { mailOf } from '../../../test/mail.ts'
import { startTestWorker } from '../../../test/worker.ts'

const [first, second] = [randomBytes(32), randomBytes(32)].map((key) => key.toString('base64'))
let isolated: IsolatedApi
beforeAll(async () => {
  isolated = await startIsolatedApi({ ORDER_TOKEN_KEY: `${first},${second}` })
}, 60_000)
afterAll(() => isolated?.stop(), 60_000)

test('the mailed link works while API and worker have another first key', async () => {
  const { api, smtp } = isolated
  const worker = await startTestWorker(api, smtp.url, { ORDER_TOKEN_KEY: `${second},${first}` })
  const scenario = await createCertificationScenario(api)
  const order = await scenario.placeOrderWithCard()
  expect((await scenario.requestCard(order)).userErrors).toEqual([])
  const { text } = await smtp.wait(mailOf(order.code, 'card-request'))
  const [, token] = new RegExp(`#${order.code}\\.([\\w-]{43})`).exec(text ?? '') ?? []
  await worker.stop()
  expect(await payByTestCard(api, { ...order, token: token ?? '' })).toMatchObject({
    order: { status: 'AWAITING_CERTIFICATION' },
    userErrors: [],
  })
})
