import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql'
import { validate as isUuid } from 'uuid'
import type { MerchantContext } from '../app/context.ts'
import { EntryPoint } from '../kernel/entry-point.ts'
import { merchantPayload, toPayload } from '../kernel/payload.ts'
import { inTransaction } from '../platform/db/in-transaction.ts'
import { changeVariants } from './change-variants.ts'
import { deleteProducts } from './delete-products.ts'
import { duplicateProduct } from './duplicate-product.ts'
import { setProductStatus } from './set-product-status.ts'
import { ProductStatus } from './product-status.ts'
import type { StoredProduct } from './stored-product.ts'
import { VariantChangeInput } from './variant-change.input.ts'
import { DateTime } from '../kernel/date-time.type.ts'
import { changeProduct } from './change-product.ts'
import { createProduct } from './create-product.ts'
import { listProducts } from './list-products.ts'
import { loadProduct } from './load-products.ts'
import { ChangeProductInput, ProductFilter, ProductInput, ProductSortKey } from './product.input.ts'
import {
  MerchantProduct,
  MerchantProductConnection,
  toMerchantProduct,
  toMerchantProductConnection,
} from './product.type.ts'

const CreateProductPayload = merchantPayload('CreateProductPayload', {
  product: { type: () => MerchantProduct, description: 'As it is stored; null if it was not.' },
})
const ChangeProductPayload = merchantPayload('ChangeProductPayload', {
  product: {
    type: () => MerchantProduct,
    description: 'After the change. After PRODUCT_CHANGED_MEANWHILE, as it is stored.',
  },
})
const DuplicateProductPayload = merchantPayload('DuplicateProductPayload', {
  product: { type: () => MerchantProduct, description: 'As it is stored; null if it was not.' },
})
const SetProductStatusPayload = merchantPayload('SetProductStatusPayload', {
  products: { type: () => [MerchantProduct], description: 'As they are now; null if none was changed.' },
})
const DeleteProductsPayload = merchantPayload('DeleteProductsPayload', {
  deletedIds: { type: () => [ID], description: 'As they were given; null if none was deleted.' },
})
const ChangeVariantsPayload = merchantPayload('ChangeVariantsPayload', {
  products: { type: () => [MerchantProduct], description: 'The products of the variants.' },
})

@Resolver()
export class ProductsResolver {
  @Query(() => MerchantProductConnection, { description: 'The products of the shop in any status.' })
  @EntryPoint({ access: 'product.read', rateLimit: 'member' })
  async products(
    @Ctx() ctx: MerchantContext,
    @Arg('filter', () => ProductFilter, { nullable: true, description: 'Null for all products.' })
    filter?: ProductFilter | null,
    @Arg('sort', () => ProductSortKey, {
      nullable: true,
      defaultValue: ProductSortKey.NAME,
      description: 'By name if absent.',
    })
    sort?: ProductSortKey | null,
    @Arg('first', () => Int, {
      nullable: true,
      defaultValue: 25,
      description: '1 to 100: BAD_USER_INPUT otherwise.',
    })
    first?: number | null,
    @Arg('after', () => String, {
      nullable: true,
      description: '`PageInfo.endCursor` of the page before; null for the first page.',
    })
    after?: string | null,
  ): Promise<MerchantProductConnection> {
    const page = await listProducts(ctx, { filter, sort, first: first ?? 25, after })
    return toMerchantProductConnection(page, ctx.shop.currency)
  }

  @Query(() => MerchantProduct, {
    nullable: true,
    description: 'A product of the shop in any status; null if it has no such one.',
  })
  @EntryPoint({ access: 'product.read', rateLimit: 'member' })
  product(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`MerchantProduct.id`.' }) id: string,
  ): Promise<MerchantProduct | null> {
    return loadType(ctx, id)
  }

  @Mutation(() => CreateProductPayload, {
    description:
      'Adds a product with its variants and their first stock. Errors name each wrong part in `field`; SLUG_TAKEN and SKU_TAKEN for those that were given and are taken.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  createProduct(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ProductInput, { description: 'The product.' }) input: ProductInput,
  ) {
    return toPayload(ctx, CreateProductPayload, async () => ({
      product: toMerchantProduct(await createProduct(ctx, input), ctx.shop.currency),
    }))
  }

  @Mutation(() => ChangeProductPayload, {
    description:
      'Replaces a product by what was edited. Stock stays as it is, except the first count of new variants; orders keep their texts and prices. Errors name each wrong part in `field`.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  changeProduct(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => ChangeProductInput, { description: 'Which product, and what is to become of it.' })
    input: ChangeProductInput,
  ) {
    return toPayload(
      ctx,
      ChangeProductPayload,
      async () => ({ product: toMerchantProduct(await changeProduct(ctx, input), ctx.shop.currency) }),
      async (userErrors) =>
        userErrors.some(({ code }) => code === 'PRODUCT_CHANGED_MEANWHILE')
          ? { product: await loadType(ctx, input.id) }
          : {},
    )
  }

  @Mutation(() => DuplicateProductPayload, {
    description: 'Makes a draft of the product, with slug and SKUs of its own and nothing in stock.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  duplicateProduct(
    @Ctx() ctx: MerchantContext,
    @Arg('id', () => ID, { description: '`MerchantProduct.id`: NOT_FOUND if the shop has no such product.' })
    id: string,
  ) {
    return toPayload(ctx, DuplicateProductPayload, async () => ({
      product: toMerchantProduct(await duplicateProduct(ctx, id), ctx.shop.currency),
    }))
  }

  @Mutation(() => SetProductStatusPayload, { description: 'All of the products, or none. At most 500.' })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  setProductStatus(
    @Ctx() ctx: MerchantContext,
    @Arg('ids', () => [ID], {
      description: '`MerchantProduct.id` of each: NOT_FOUND for any other, TOO_MANY_ITEMS for more than 500.',
    })
    ids: string[],
    @Arg('status', () => ProductStatus, { description: 'The same for all of them.' }) status: ProductStatus,
    @Arg('publishAt', () => DateTime, {
      nullable: true,
      description: 'Of PUBLISHED: the time from which buyers see them; null for at once.',
    })
    publishAt?: Date | null,
  ) {
    return toPayload(ctx, SetProductStatusPayload, async () => ({
      products: toTypes(ctx, await setProductStatus(ctx, { ids, status, publishAt: publishAt ?? null })),
    }))
  }

  @Mutation(() => DeleteProductsPayload, {
    description:
      'Deletes drafts and archived products for good: all of them, or none. At most 500. Orders keep their texts.',
  })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  deleteProducts(
    @Ctx() ctx: MerchantContext,
    @Arg('ids', () => [ID], {
      description: '`MerchantProduct.id` of each: PRODUCT_NOT_DELETABLE for a published one.',
    })
    ids: string[],
  ) {
    return toPayload(ctx, DeleteProductsPayload, async () => ({ deletedIds: await deleteProducts(ctx, ids) }))
  }

  @Mutation(() => ChangeVariantsPayload, { description: 'All of the rows, or none. At most 500.' })
  @EntryPoint({ access: 'product.write', rateLimit: 'member' })
  changeVariants(
    @Ctx() ctx: MerchantContext,
    @Arg('input', () => [VariantChangeInput], {
      description: 'One row for each variant; in errors, `field` begins with the index of the row.',
    })
    input: VariantChangeInput[],
  ) {
    return toPayload(ctx, ChangeVariantsPayload, async () => ({
      products: toTypes(ctx, await changeVariants(ctx, input)),
    }))
  }
}

const toTypes = ({ shop }: MerchantContext, products: StoredProduct[]): MerchantProduct[] =>
  products.map((product) => toMerchantProduct(product, shop.currency))

async function loadType(ctx: MerchantContext, id: string): Promise<MerchantProduct | null> {
  if (!isUuid(id)) return null
  const product = await inTransaction(ctx, (tx) => loadProduct(tx, id))
  return product && toMerchantProduct(product, ctx.shop.currency)
}
