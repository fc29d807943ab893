import { exemptions } from './exemption-texts.ts'
import { isCurrency } from '@triclic/money'
import type { VariablesOf } from '../graphql/graphql.ts'
import { readPictures } from '../media/read-pictures.ts'
import { m } from '../paraglide/messages.js'
import { taxCategories } from '../tax/tax-texts.ts'
import type { UserError } from '../user-error.ts'
import type { createProductMutation, TaxCategory } from './product.documents.ts'
import { readAmount, readCount } from './read-number.ts'
import { fromShopTime } from './shop-time.ts'

export type ProductInput = VariablesOf<typeof createProductMutation>['input']
type VariantInput = ProductInput['variants'][number]

interface ReadOptions {
  /** The language in which amounts are written. */
  locale: string
}

/**
 * Reads the product form. The fields of a variant are named `variants.<row>.<field>`.
 * @returns the input, and an error for each field that cannot be read
 */
export function readProductForm(
  form: FormData,
  options: ReadOptions,
): { input: ProductInput; errors: UserError[] } {
  const errors: UserError[] = []
  const text = (name: string) => form.get(name)?.toString().trim() ?? ''
  const refuse = (name: string, message: string) =>
    void errors.push({ code: 'INVALID', field: name.split('.'), message })
  const currency = text('currency')
  const timeZone = text('timeZone')
  // Without a name, the only option is the names of the variants.
  const optionNames = form
    .getAll('optionNames')
    .map(String)
    .filter((name) => name.trim())

  function amountOf(name: string): number | null {
    const typed = text(name)
    const amount = isCurrency(currency) ? readAmount(typed, currency, options.locale) : null
    if (typed && amount === null) refuse(name, m.product_error_amount())
    return amount
  }
  function countOf(name: string): number | null {
    const typed = text(name)
    const count = readCount(typed, options.locale)
    if (typed && count === null) refuse(name, m.product_error_count())
    return count
  }
  function variantOf(row: string): VariantInput {
    const at = `variants.${row}.`
    const id = text(`${at}id`)
    const values = form.getAll(`${at}optionValues`).map(String)
    const price = amountOf(`${at}price`)
    if (!text(`${at}price`)) refuse(`${at}price`, m.product_error_price_missing())
    return {
      ...(id && { id }),
      sku: text(`${at}sku`) || null,
      ...(optionNames.length ? { optionValues: values } : { name: values[0] || null }),
      price: price ?? 0,
      recommendedPrice: amountOf(`${at}recommendedPrice`),
      taxCategory:
        taxCategories.find((each) => each === text(`${at}taxCategory`)) ?? ('STANDARD' as TaxCategory),
      weightGrams: countOf(`${at}weight`),
      gtin: text(`${at}gtin`) || null,
      ...(!id && { onHand: countOf(`${at}onHand`) ?? 0 }),
      lowStockThreshold: countOf(`${at}lowStockThreshold`),
    }
  }
  function statusOf(): Pick<ProductInput, 'status' | 'publishAt'> {
    const status = text('status')
    if (status !== 'SCHEDULED')
      return { status: status === 'PUBLISHED' || status === 'ARCHIVED' ? status : 'DRAFT', publishAt: null }
    const publishAt = fromShopTime(text('publishAt'), timeZone)
    if (!publishAt) refuse('publishAt', m.product_error_publish_at())
    return { status: 'PUBLISHED', publishAt }
  }

  if (!text('name')) refuse('name', m.product_error_name_missing())
  const input: ProductInput = {
    name: text('name'),
    slug: text('slug') || null,
    descriptionHtml: text('descriptionHtml'),
    ...statusOf(),
    seoTitle: text('seoTitle') || null,
    seoDescription: text('seoDescription') || null,
    brand: text('brand') || null,
    withdrawalExemption: exemptions.find((each) => each === text('withdrawalExemption')) ?? null,
    optionNames,
    ...picturesOf(form),
    ...(form.has('collectionsChanged') && { collectionIds: form.getAll('collectionIds').map(String) }),
    variants: rowsOf(form).map(variantOf),
  }
  return { input, errors }
}

/** Without the field, the product keeps its pictures. */
function picturesOf(form: FormData): Pick<ProductInput, 'images'> {
  const pictures = readPictures(form, 'images')
  return pictures ? { images: pictures } : {}
}

/** The rows of which the form has a price, in order. */
const rowsOf = (form: FormData): string[] =>
  [...form.keys()].flatMap((name) => /^variants\.(\d{1,3})\.price$/.exec(name)?.[1] ?? [])

/** The name of the form's field that an error of the API is about: `input.product.variants.2.price` is `variants.2.price`. */
export const toFormError = (error: UserError): UserError => ({
  ...error,
  field: error.field?.filter((part, index) => index > 1 || (part !== 'input' && part !== 'product')) ?? null,
})
