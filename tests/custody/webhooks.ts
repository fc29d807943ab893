import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { merchant as graphql } from '../graphql/documents.ts'
import type { Merchant } from '../traffic/merchant.ts'
import { codesOf } from '../traffic/place-sample-order.ts'

export const CREATE_WEBHOOK = graphql(`
  mutation ($input: WebhookInput!) {
    createWebhook(input: $input) {
      userErrors {
        code
      }
    }
  }
`)

/** What is likeliest to hold digits: everything that a person typed. */
const DOCUMENT = `{
  event { id type }
  order {
    id code status email note vatNumber shippingMethodName total { amount currency }
    billingAddress { ...Parts } shippingAddress { ...Parts }
    lines { productName variantName sku } parcels { trackingNumber trackingUrl }
  }
}
fragment Parts on Address { firstName lastName company line1 line2 postalCode city region phone }`

/**
 * Receives the webhooks of a merchant's shop until this process ends. What it answers, and so what the platform stores of the answer, repeats what it received.
 * @returns the bodies, to which those that come later are added
 */
export async function receiveWebhooks(merchant: Merchant): Promise<string[]> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        bodies.push(body)
        response.end(body)
      },
      () => response.destroy(),
    )
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { createWebhook } = await merchant.request(CREATE_WEBHOOK, {
    input: {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      eventTypes: ['ORDER_PLACED', 'ORDER_PAID', 'ORDER_PAYMENT_DECLINED', 'ORDER_CANCELLED'],
      document: DOCUMENT,
    },
  })
  if (createWebhook.userErrors.length > 0)
    throw new Error(`The webhook was refused: ${codesOf(createWebhook.userErrors)}`)
  server.unref()
  return bodies
}
