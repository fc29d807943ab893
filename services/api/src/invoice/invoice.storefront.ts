import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql'
import type { BuyerContext } from '../app/context.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import type { Order } from '../order/order.entity.ts'
import { OrderType } from '../order/order.type.ts'
import type { InvoiceKind } from './invoice-data.ts'
import { InvoiceKindType } from './invoice.type.ts'
import { invoiceUrl } from './invoice-url.ts'
import { selectInvoices } from './invoices-of-orders.ts'

@ObjectType('Invoice', { description: 'An invoice or a credit note, as a PDF file with Factur-X inside.' })
class InvoiceType {
  @Field(() => InvoiceKindType, { description: 'Whether it asks for money or gives some back.' })
  kind!: InvoiceKind

  @Field(() => String, { description: 'As printed on it; without gaps in each series.' })
  number!: string

  @Field(() => DateTime, { description: 'The date on it, with the time.' })
  issuedAt!: Date

  @Field(() => String, {
    description: 'Where it is downloaded. Works for a day and needs nothing else: not to be shared.',
  })
  url!: string
}

@Resolver(() => OrderType)
export class OrderInvoiceResolver {
  @FieldResolver(() => [InvoiceType], {
    description:
      'Oldest first. Empty until the invoice is issued: seconds after the payment, or at the shipment.',
  })
  async invoices(@Ctx() ctx: BuyerContext, @Root() order: Order): Promise<InvoiceType[]> {
    const invoices = await selectInvoices(ctx, [order.id])
    return invoices.map(({ id, kind, number, issuedAt }) => ({
      kind,
      number,
      issuedAt,
      url: invoiceUrl(ctx.app.env, { shopId: ctx.shop.id, id, number }),
    }))
  }
}
