import { Field, ObjectType } from 'type-graphql'
import type { Api } from '../../../app/context.ts'
import type { Language } from '../../../kernel/errors.ts'
import type { Shop } from '../../../shop/shop-cache.ts'
import { bankCallbackUrl } from '../bank-callback-url.ts'
import { BankEnvironmentEnum } from './gateway-account.type.ts'
import type { BankEnvironment, BankProtocol } from '../bank-protocol.ts'

@ObjectType('BankBrand', { description: 'A bank’s commercial name for the protocol.' })
class BankBrandType {
  @Field(() => String)
  name!: string

  @Field(() => String)
  testUrl!: string

  @Field(() => String)
  productionUrl!: string
}

@ObjectType('BankField', { description: 'An identifier or key that the bank gives its merchants.' })
class BankFieldType {
  @Field(() => String)
  name!: string

  @Field(() => String)
  label!: string

  @Field(() => String, { description: 'Where to find it.' })
  hint!: string

  @Field(() => Boolean)
  isSecret!: boolean

  @Field(() => Boolean, { description: 'A value of several lines.' })
  isLong!: boolean

  @Field(() => [BankEnvironmentEnum])
  neededIn!: readonly BankEnvironment[]
}

@ObjectType('BankProtocol', {
  description: 'What a merchant of this bank is asked for and told, in the language of the request.',
})
export class BankProtocolType {
  @Field(() => String)
  name!: string

  @Field(() => String)
  title!: string

  @Field(() => [BankBrandType])
  brands!: BankBrandType[]

  @Field(() => [BankFieldType])
  fields!: BankFieldType[]

  @Field(() => String, { description: 'Where the bank sends this shop its notifications.' })
  notifyUrl!: string

  @Field(() => Boolean, { description: 'Whether the bank must be told it; else each payment tells it.' })
  notifyUrlMustBePasted!: boolean

  @Field(() => String, { description: 'Where it is pasted at the bank.' })
  notifyUrlHint!: string

  @Field(() => String, { nullable: true, description: 'Null for a bank that wants none.' })
  returnUrl!: string | null

  @Field(() => String, { nullable: true })
  returnUrlHint!: string | null

  @Field(() => String, { description: 'How to pay a testPayment in test mode.' })
  tryHint!: string
}

export function toBankProtocolType(
  { app, shop, language }: { app: Api; shop: Shop; language: Language },
  { name, settings }: BankProtocol,
): BankProtocolType {
  const { title, brands, fields, notifyUrl, returnUrl, tryWith } = settings
  return {
    name,
    title,
    brands: brands.map(({ name: brand, paymentUrl }) => ({
      name: brand,
      testUrl: paymentUrl.TEST,
      productionUrl: paymentUrl.PRODUCTION,
    })),
    fields: fields.map((field) => ({
      name: field.name,
      label: field.label[language],
      hint: field.hint[language],
      isSecret: field.isSecret,
      isLong: field.isLong ?? false,
      neededIn: field.neededIn,
    })),
    notifyUrl: bankCallbackUrl(app, shop, name, 'notify'),
    notifyUrlMustBePasted: notifyUrl.mustBePasted,
    notifyUrlHint: notifyUrl.where[language],
    returnUrl: returnUrl && bankCallbackUrl(app, shop, name, 'return'),
    returnUrlHint: returnUrl && returnUrl[language],
    tryHint: tryWith[language],
  }
}
