import type { MerchantErrorCode } from '@triclic/error-codes'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { RequestError } from '../kernel/errors.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { toShippingMethodType } from '../shipping/shipping-method.type.ts'
import { enterOrder } from './enter-order.ts'
import { EnteredOrderQuoteInput, EnteredOrderQuoteType, EnterOrderInputType } from './enter-order.type.ts'
import { MerchantOrder, toMerchantOrder } from './merchant-order.type.ts'
import { quoteEnteredOrder } from './quote-entered-order.ts'
import { toCartTotals } from './to-cart-totals.ts'

const EnterOrderPayload = merchantPayload('EnterOrderPayload', {
  order: {
    type: () => MerchantOrder,
    description:
      'As it was placed, or as it was placed before with the same `idempotencyKey`; null if it was not.',
  },
})
const QuoteEnteredOrderPayload = merchantPayload('QuoteEnteredOrderPayload', {
  quote: { type: () => EnteredOrderQuoteType, description: 'Null if the lines cannot be ordered.' },
})

/** Orders that reach the shop by telephone or post, entered by a member. */
@Resolver()
export class EnterOrderResolver {
  // A query has one read transaction, in which the catalogue cannot be loaded.
  @Mutation(() => QuoteEnteredOrderPayload, { description: 'Deliveries and totals. Nothing is stored.' })
  @EntryPoint({ access: 'order.enter', rateLimit: 'member' })
  quoteEnteredOrder(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => EnteredOrderQuoteInput, { description: 'The items, and where they go.' })
    input: EnteredOrderQuoteInput,
  ) {
    return toPayload(ctx, QuoteEnteredOrderPayload, async () => {
      const { methods, totals, codeProblem } = await quoteEnteredOrder(ctx, input)
      const { currency } = ctx.shop
      return {
        quote: {
          methods: methods.map((method) => toShippingMethodType(method, currency)),
          totals: totals && toCartTotals(totals, currency),
          discountProblem: codeProblem as MerchantErrorCode | null,
        },
      }
    })
  }

  @Mutation(() => EnterOrderPayload, {
    description:
      'Places an order that reached the shop by telephone or post. The buyer gets the confirmation by mail, as for an order of the website.',
  })
  @EntryPoint({ access: 'order.enter', rateLimit: 'member' })
  enterOrder(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => EnterOrderInputType, { description: 'The order as it was given to the member.' })
    input: EnterOrderInputType,
  ) {
    if ((input.channel as string) === 'WEB')
      throw new RequestError('BAD_USER_INPUT', 'input.channel must be TELEPHONE or MAIL.')
    return toPayload(ctx, EnterOrderPayload, async () => {
      const { order } = await enterOrder(ctx, input)
      return { order: toMerchantOrder(order) }
    })
  }
}
