import { Field, Int, ObjectType, registerEnumType } from 'type-graphql'
import type { Api } from '../../../app/context.ts'
import type { Language } from '../../../kernel/errors.ts'
import type { Shop } from '../../../shop/shop.ts'
import { bankCallbackUrl } from '../bank-callback-url.ts'
import {
  NOTIFICATION_URL_STATUSES,
  type NotificationUrlCheck,
} from '../notifications/check-notification-url.ts'
import { BankEnvironmentEnum } from './gateway-account.type.ts'
import type { BankEnvironment, BankProtocol } from '../bank-protocol.ts'

@ObjectType('BankBrand', { description: 'A commercial name under which a bank offers the protocol.' })
class BankBrandType {
  @Field(() => String, { description: 'For `brand` of a gateway account.' })
  name!: string

  @Field(() => String, { description: 'The payment page where nothing is paid.' })
  testUrl!: string

  @Field(() => String, { description: 'The payment page where real money is paid.' })
  productionUrl!: string
}

@ObjectType('BankField', { description: 'An identifier or key that the bank gives to its merchants.' })
class BankFieldType {
  @Field(() => String, { description: 'For `BankFieldInput.name`.' })
  name!: string

  @Field(() => String, { description: 'What the bank calls it, in the language of the request.' })
  label!: string

  @Field(() => String, { description: 'Where the merchant finds the value.' })
  hint!: string

  @Field(() => Boolean, { description: 'Whether it is a key: encrypted here, and never returned.' })
  isSecret!: boolean

  @Field(() => Boolean, { description: 'The value has several lines.' })
  isLong!: boolean

  @Field(() => Int, {
    nullable: true,
    description: 'Characters of every valid value; null if the number varies.',
  })
  length!: number | null

  @Field(() => [BankEnvironmentEnum], { description: 'Environments in which the field is required.' })
  neededIn!: readonly BankEnvironment[]
}

@ObjectType('BankProtocol', {
  description: 'Fields and instructions for the merchant, in the language of the request.',
})
export class BankProtocolType {
  @Field(() => String, { description: 'For `AddGatewayAccountInput.protocol`, such as `monetico`.' })
  name!: string

  @Field(() => String, { description: 'What merchants know it by.' })
  title!: string

  @Field(() => [BankBrandType], { description: 'Empty where only the address of the payment page counts.' })
  brands!: BankBrandType[]

  @Field(() => [BankFieldType], { description: 'What the merchant enters, in the order of a form.' })
  fields!: BankFieldType[]

  @Field(() => String, { description: 'Where the bank sends notifications for this shop.' })
  notifyUrl!: string

  @Field(() => Boolean, {
    description: 'Whether the merchant must enter the URL at the bank; if not, it is sent with each payment.',
  })
  notifyUrlMustBePasted!: boolean

  @Field(() => String, { description: 'Where to enter it at the bank.' })
  notifyUrlHint!: string

  @Field(() => String, { nullable: true, description: 'Null if it does not have to be entered at the bank.' })
  returnUrl!: string | null

  @Field(() => String, {
    nullable: true,
    description: 'Where to enter `returnUrl` at the bank; null if it does not have to be entered.',
  })
  returnUrlHint!: string | null

  @Field(() => String, { description: 'How to pay a test payment in test mode.' })
  tryHint!: string
}

const NotificationUrlStatusEnum = Object.fromEntries(
  NOTIFICATION_URL_STATUSES.map((status) => [status, status]),
) as { [S in NotificationUrlCheck['status']]: S }
registerEnumType(NotificationUrlStatusEnum, {
  name: 'NotificationUrlStatus',
  valuesConfig: {
    LOCAL_ONLY: { description: 'The address is a loopback address: no bank can reach it.' },
    UNEXPECTED_ANSWER: { description: 'Something else than the API answered.' },
    CERTIFICATE_INVALID: { description: 'Its TLS certificate is not valid for this name, or has expired.' },
    NOT_FOUND: { description: 'Something answered with HTTP status 404.' },
    REACHABLE: { description: 'The API answered.' },
    REDIRECTED: { description: 'Something answered with another address, which banks do not follow.' },
    TIMED_OUT: { description: 'Nothing answered in time.' },
    UNREACHABLE: { description: 'No connection: the name is unknown, or the connection was refused.' },
  },
  description: 'How a request to a notification URL ended.',
})

@ObjectType('NotificationUrlCheck', {
  description:
    'How a request of the API to its own notification URL ended. Whether the bank knows the URL, and gets through to it, only a test payment shows.',
})
export class NotificationUrlCheckType {
  @Field(() => String, { description: 'That of `BankProtocol.notifyUrl`.' })
  url!: string

  @Field(() => NotificationUrlStatusEnum, { description: 'How it ended; only REACHABLE is good.' })
  status!: NotificationUrlCheck['status']

  @Field(() => Int, {
    nullable: true,
    description: 'HTTP status of an answer that did not come from the API.',
  })
  httpStatus!: number | null

  @Field(() => String, { description: 'What it means for the merchant, in the language of the request.' })
  advice!: string
}

export function toBankProtocolType(
  { app, shop, language }: { app: Api; shop: Shop; language: Language },
  { name, settings }: BankProtocol,
): BankProtocolType {
  const { title, brands, fields, notifyUrl, returnUrlInstructions, testPaymentInstructions } = settings
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
      isLong: field.isMultiline ?? false,
      length: field.length ?? null,
      neededIn: field.requiredIn,
    })),
    notifyUrl: bankCallbackUrl(app, shop, name, 'notify'),
    notifyUrlMustBePasted: notifyUrl.mustBePasted,
    notifyUrlHint: notifyUrl.instructions[language],
    returnUrl: returnUrlInstructions && bankCallbackUrl(app, shop, name, 'return'),
    returnUrlHint: returnUrlInstructions && returnUrlInstructions[language],
    tryHint: testPaymentInstructions[language],
  }
}
