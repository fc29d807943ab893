import { parseAmount } from '@triclic/money'
import type { EnumValue } from '#lib/graphql/graphql.ts'
import { conditions } from '#lib/collection/labels.ts'
import { rawTextOf, textOf } from '#lib/server/form-data.ts'

type Condition = EnumValue<'CollectionCondition'>

/** Reads the form of a collection. A value that is no number is sent as absent, and the API names its field. */
export function readCollection(form: FormData) {
  const kind = rawTextOf(form, 'kind') as EnumValue<'CollectionKind'>
  const [image] = JSON.parse(rawTextOf(form, 'image') || '[]') as { id: string }[]
  const values = form.getAll('value').map(String)
  const currency = rawTextOf(form, 'currency')
  return {
    name: rawTextOf(form, 'name'),
    slug: textOf(form, 'slug'),
    descriptionHtml: rawTextOf(form, 'descriptionHtml'),
    imageId: image?.id ?? null,
    kind,
    match: rawTextOf(form, 'match') as EnumValue<'CollectionMatch'>,
    sort: rawTextOf(form, 'sort') as EnumValue<'CollectionSort'>,
    rules:
      kind === 'RULES'
        ? form
            .getAll('condition')
            .map((condition, index) => readRule(condition as Condition, values[index] ?? '', currency))
        : null,
    productIds: kind === 'MANUAL' ? form.getAll('productId').map(String) : null,
  }
}

function readRule(condition: Condition, value: string, currency: string) {
  const kind = conditions[condition].value
  if (kind === 'text') return { condition, text: value }
  if (kind === 'money') return { condition, number: parseAmount(value, currency) }
  return { condition, number: /^\d{1,6}$/.test(value.trim()) ? Number(value) : null }
}
