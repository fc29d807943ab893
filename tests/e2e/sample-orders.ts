import type { Run, RunShop } from '../../infra/local/product/run-file.ts'
import { findMember } from '../traffic/find-shop.ts'
import { orderFromCardRequest, waitForMail } from '../traffic/mailbox.ts'
import { signIn } from '../traffic/merchant.ts'
import { decideAtBank, openBankPage } from '../traffic/pay-at-bank.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import { randomFrom } from '../traffic/random.ts'
import { createVisitor, type Order } from '../traffic/visitor.ts'
import { createSampleWebhook } from './sample-webhook.ts'

/** A test number published by Visa. */
const CARD = { number: '4012888888881881', expiryMonth: 12, expiryYear: 2030, brand: 'VISA' } as const

/** A product and orders of one shop, in every state that a page shows differently. */
export interface SampleOrders {
  product: { id: string; variantId: string }
  /** Of a file in which a price is not a number. */
  productImportId: string
  /** The version of the terms of sale in French. */
  termsVersionId: string
  /** Whose receiver does not exist. */
  webhookId: string
  unpaid: Order
  toCertify: Order
  certified: Order
  paidAtBank: Order
  refusedAtBank: Order
  cancelled: Order
  /** A payment of another amount waits for the merchant's decision. */
  unmatched: Order
  /** Code and token of the link with which the buyer gives another card. */
  cardRequest: { code: string; token: string }
}

/** Places orders and brings them into their states. Also leaves a rejected notification of the shop's bank. */
export async function createSampleOrders(run: Run, shop: RunShop): Promise<SampleOrders> {
  const visitor = createVisitor(run.api, shop.key)
  const merchant = await signIn(run.api, shop.slug, findMember(run, shop.slug))
  const random = randomFrom(1)
  const place = () => placeSampleOrder(visitor, random, { note: 'Please leave it with the neighbour.' })

  const payByCard = async () => {
    const order = await place()
    const { userErrors } = await visitor.payByCard(order, CARD)
    if (userErrors.length)
      throw new Error(`payByCard was refused: ${userErrors.map(({ code }) => code).join()}`)
    return order
  }
  const payAtBank = async (outcome: 'paid' | 'refused', tamper?: string) => {
    const order = await place()
    await decideAtBank(run.bank, await openBankPage(visitor, shop, order), outcome, tamper)
    return order
  }

  const [product] = await visitor.products()
  const certified = await payByCard()
  const paymentId = (await merchant.order(certified.code))?.cardPayments[0]?.id ?? ''
  await merchant.certify({
    orderCode: certified.code,
    paymentId,
    outcome: 'APPROVED',
    authorizationNumber: 'A1B2C3',
  })
  const cancelled = await place()
  await merchant.cancel(cancelled.code, 'Ordered twice')
  const asked = await payByCard()
  await merchant.requestCard(asked.code)
  await payAtBank('paid', 'forged')

  return {
    product: { id: product?.id ?? '', variantId: product?.variants[0]?.id ?? '' },
    termsVersionId: await visitor.termsVersionId(),
    webhookId: await createSampleWebhook(merchant),
    productImportId: await merchant.uploadProducts('Name;Price\nTea;free\n'),
    unpaid: await place(),
    toCertify: await payByCard(),
    certified,
    paidAtBank: await payAtBank('paid'),
    refusedAtBank: await payAtBank('refused'),
    cancelled,
    unmatched: await payAtBank('paid', 'amount'),
    cardRequest: orderFromCardRequest(await waitForMail(run.mailbox ?? '', asked.code, 'card-request')),
  }
}
