import { merchant as graphql } from '../graphql/documents.ts'
import type { Merchant } from '../traffic/merchant.ts'

export const CREATE_SAMPLE_WEBHOOK = graphql(`
  mutation {
    createWebhook(input: { url: "https://receiver.invalid/hooks", eventTypes: [ORDER_PAID, ORDER_SHIPPED] }) {
      webhook {
        id
      }
      userErrors {
        code
      }
    }
  }
`)

/** Creates a webhook and returns its id. */
export async function createSampleWebhook(merchant: Merchant): Promise<string> {
  const { webhook, userErrors } = (await merchant.request(CREATE_SAMPLE_WEBHOOK, {})).createWebhook
  if (!webhook) throw new Error(`The webhook was refused: ${userErrors.map(({ code }) => code).join()}`)
  return webhook.id
}
