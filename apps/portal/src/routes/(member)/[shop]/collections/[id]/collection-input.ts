import { readPictures } from '#lib/media/read-pictures.ts'
import { parseAmount } from '@triclic/money'
import type { EnumValue } from '#lib/graphql/graphql.ts'
import { conditions } from '#lib/collection/labels.ts'
import { m } from '#lib/paraglide/messages.js'
import { FormError, rawTextOf, textOf } from '#lib/server/form-data.ts'

type Condition = EnumValue<'CollectionCondition'>

/** Reads the form of a collection. Throws a FormError that names every value that is no number. */
export function readCollection(form: FormData) {
  const kind = rawTextOf(form, 'kind') as EnumValue<'CollectionKind'>
  const [image] = readPictures(form, 'image') ?? []
  const values = form.getAll('value').map(String)
  const currency = rawTextOf(form, 'currency')
  return {
    name: rawTextOf(form, 'name'),
    slug: textOf(form, 'slug'),
    parentId: textOf(form, 'parentId'),
    descriptionHtml: rawTextOf(form, 'descriptionHtml'),
    seoTitle: textOf(form, 'seoTitle'),
    seoDescription: textOf(form, 'seoDescription'),
    imageId: image?.id ?? null,
    kind,
    match: rawTextOf(form, 'match') as EnumValue<'CollectionMatch'>,
    sort: rawTextOf(form, 'sort') as EnumValue<'CollectionSort'>,
    rules: kind === 'RULES' ? readRules(form.getAll('condition'), values, currency) : null,
    productIds: kind === 'MANUAL' ? form.getAll('productId').map(String) : null,
  }
}

function readRules(conditionNames: FormDataEntryValue[], values: string[], currency: string) {
  const rules = conditionNames.map((name, index) =>
    readRule(name as Condition, values[index] ?? '', currency),
  )
  const invalid = rules.flatMap((rule, index) => ('number' in rule && rule.number === null ? [index] : []))
  if (invalid.length)
    throw new FormError(
      invalid.map((index) => ({
        code: 'NUMBER_OUT_OF_RANGE',
        field: ['rules', String(index), 'number'],
        message: m.collection_rule_number(),
      })),
    )
  return rules
}

function readRule(condition: Condition, value: string, currency: string) {
  const kind = conditions[condition].value
  if (kind === 'money') return { condition, number: parseAmount(value, currency) }
  if (kind === 'days') return { condition, number: /^\d{1,6}$/.test(value.trim()) ? Number(value) : null }
  return { condition, text: value }
}
