import type { TestApi } from './api.ts'
import { merchant } from './member.ts'

export interface TestProduct {
  id: string
  slug: string
  previousSlugs: string[]
  name: string
  descriptionHtml: string
  status: string
  publishAt: string | null
  isVisible: boolean
  seoTitle: string | null
  seoDescription: string | null
  brand: string | null
  withdrawalExemption: string | null
  optionNames: string[]
  variants: TestVariant[]
  version: string
}

export interface TestVariant {
  id: string
  sku: string
  name: string
  optionValues: string[]
  price: { amount: number; currency: string }
  recommendedPrice: { amount: number } | null
  taxCategory: string
  weightGrams: number | null
  gtin: string | null
  onHand: number
  reserved: number
  available: number
  lowStockThreshold: number | null
}

export interface ProductPayload {
  product: TestProduct | null
  userErrors: { code: string; field: string[] | null; message: string }[]
}

export const VARIANT_FIELDS = `id sku name optionValues price { amount currency } recommendedPrice { amount } taxCategory weightGrams gtin
  onHand reserved available lowStockThreshold`

export const PRODUCT_FIELDS = `id slug previousSlugs name descriptionHtml status publishAt isVisible seoTitle seoDescription brand
  withdrawalExemption optionNames
  variants { ${VARIANT_FIELDS} } version`

/** Calls the product mutations and queries of the merchant API as one member. */
export function productsOf(api: TestApi, headers: Record<string, string>) {
  const send = async <T>(document: string, variables: Record<string, unknown>): Promise<T> => {
    const { data, errors } = await merchant<T>(api, document, variables, headers)
    if (errors) throw new Error(errors.map(({ message }) => message).join('\n'))
    return data
  }
  return {
    send,
    create: async (input: Record<string, unknown>): Promise<ProductPayload> =>
      (
        await send<{ createProduct: ProductPayload }>(
          `mutation ($input: ProductInput!) { createProduct(input: $input) { product { ${PRODUCT_FIELDS} } userErrors { code field message } } }`,
          { input },
        )
      ).createProduct,
    change: async (input: Record<string, unknown>): Promise<ProductPayload> =>
      (
        await send<{ changeProduct: ProductPayload }>(
          `mutation ($input: ChangeProductInput!) { changeProduct(input: $input) { product { ${PRODUCT_FIELDS} } userErrors { code field message } } }`,
          { input },
        )
      ).changeProduct,
    read: async (id: string): Promise<TestProduct | null> =>
      (
        await send<{ product: TestProduct | null }>(
          `query ($id: ID!) { product(id: $id) { ${PRODUCT_FIELDS} } }`,
          { id },
        )
      ).product,
  }
}

/** A product as an editor sends it back, unchanged. */
export const toInput = (product: TestProduct) => ({
  name: product.name,
  slug: product.slug,
  descriptionHtml: product.descriptionHtml,
  status: product.status,
  publishAt: product.publishAt,
  seoTitle: product.seoTitle,
  seoDescription: product.seoDescription,
  withdrawalExemption: product.withdrawalExemption,
  optionNames: product.optionNames,
  variants: product.variants.map((variant) => ({
    id: variant.id,
    sku: variant.sku,
    name: variant.name,
    optionValues: variant.optionValues,
    price: variant.price.amount,
    recommendedPrice: variant.recommendedPrice?.amount ?? null,
    taxCategory: variant.taxCategory,
    weightGrams: variant.weightGrams,
    gtin: variant.gtin,
    lowStockThreshold: variant.lowStockThreshold,
  })),
})
