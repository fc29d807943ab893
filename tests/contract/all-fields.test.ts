import { getNamedType, isLeafType, isObjectType, parse } from 'graphql'
import type { GraphQLOutputType, GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunShop } from '../../infra/local/product/run-file.ts'
import type { TypedDocument } from '../graphql/documents.ts'
import type { Merchant } from '../traffic/merchant.ts'
import { placeSampleOrder } from '../traffic/place-sample-order.ts'
import type { Visitor } from '../traffic/visitor.ts'
import { contractSchemas } from './contract.ts'
import type { ApiName } from './contract.ts'
import { startEnvironment } from './environment.ts'

const environment = await startEnvironment(['api', 'worker', 'bank'])
afterAll(() => environment.stop())

type AnyDocument = TypedDocument<Record<string, unknown>, Record<string, unknown>>

/** A selection of every field of a type and, recursively, of the types it refers to, without cycles. */
function selectionOf(type: GraphQLOutputType, path: string[] = []): string {
  const named = getNamedType(type)
  if (!isObjectType(named) || path.includes(named.name)) return ''
  const fields = Object.values(named.getFields()).flatMap(({ name, type: fieldType }) => {
    if (isLeafType(getNamedType(fieldType))) return [name]
    const inner = selectionOf(fieldType, [...path, named.name])
    return inner ? [`${name} ${inner}`] : []
  })
  return `{ ${fields.join(' ')} }`
}

/** A query of one root field that selects everything the contract defines for it. */
function readAll(schema: GraphQLSchema, field: string, args: string): AnyDocument {
  const type = schema.getQueryType()?.getFields()[field]?.type
  if (!type) throw new Error(`The contract has no query ${field}.`)
  return parse(`{ ${field}${args} ${selectionOf(type)} }`) as unknown as AnyDocument
}

describe.each(environment.run.shops)('every field of the contract in $slug', (shop: RunShop) => {
  let buyer: Visitor
  let merchant: Merchant
  const args: Record<ApiName, Record<string, string>> = {
    storefront: { shop: '', products: '(first: 2)', collections: '', cart: '' },
    merchant: { viewer: '', orders: '(first: 2)' },
  }

  beforeAll(async () => {
    buyer = environment.buyer(shop)
    merchant = await environment.merchant(shop)
    const order = await placeSampleOrder(buyer, environment.random)
    await buyer.payByCard(order, environment.deck.next())
    const payment = (await merchant.order(order.code))?.cardPayments[0]
    await merchant.certify({ orderCode: order.code, paymentId: payment?.id ?? '', outcome: 'REFUSED' })
    const bankId = shop.banks[0]?.id ?? ''
    await buyer.payByBank(order, { bankId, returnUrl: `${shop.origin}/order` })

    const [available] = (await buyer.variants()).filter(({ availableQuantity }) => availableQuantity > 0)
    await buyer.addToCart(available?.id ?? '')
    const { billingAddress } = await buyer.orderInput()
    const country = `(countryCode: "${billingAddress.countryCode}")`
    const { products } = (await buyer.request(
      parse('{ products(first: 1) { nodes { slug } } }') as unknown as AnyDocument,
      {},
    )) as { products: { nodes: { slug: string }[] } }
    Object.assign(args.storefront, {
      product: `(slug: "${products.nodes[0]?.slug}")`,
      shippingMethods: country,
      quote: country,
      order: `(code: "${order.code}", token: "${order.token}")`,
    })
    Object.assign(args.merchant, { order: `(code: "${order.code}")` })
  })

  test.each(Object.keys(contractSchemas.storefront.getQueryType()?.getFields() ?? {}))(
    'the storefront query %s returns all its fields',
    async (field) => {
      const data = await buyer.request(
        readAll(contractSchemas.storefront, field, args.storefront[field] ?? ''),
        {},
      )
      expect(data[field]).not.toBeNull()
    },
  )

  test.each(Object.keys(contractSchemas.merchant.getQueryType()?.getFields() ?? {}))(
    'the merchant query %s returns all its fields',
    async (field) => {
      const data = await merchant.request(
        readAll(contractSchemas.merchant, field, args.merchant[field] ?? ''),
        {},
      )
      expect(data[field]).not.toBeNull()
    },
  )
})
