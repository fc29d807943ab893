import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { CartResolver } from './cart/cart.resolver.ts'
import { CatalogResolver } from './catalog/catalog.resolver.ts'
import { AccountResolver } from './member/account.resolver.ts'
import { MemberResolver } from './member/member.resolver.ts'
import { MerchantOrderResolver } from './order/merchant-order.resolver.ts'
import { OrderResolver } from './order/order.resolver.ts'
import { MerchantCardPaymentResolver } from './payment/merchant-card-payment.resolver.ts'
import { MerchantPaymentResolver } from './payment/merchant-payment.resolver.ts'
import { CardMailResolver } from './payment/card-mail/card-mail.resolver.ts'
import { BankAccountResolver } from './payment/bank/account/bank-account.resolver.ts'
import { BankPaymentResolver } from './payment/bank/attempt/bank-payment.resolver.ts'
import { RefusedNotificationResolver } from './payment/bank/notification/refused-notification.resolver.ts'
import { PaymentResolver } from './payment/payment.resolver.ts'
import { OrderRescuesResolver } from './payment/rescue/order-rescues.resolver.ts'
import { RescueResolver } from './payment/rescue/rescue.resolver.ts'
import { ShopResolver } from './shop/shop.resolver.ts'
import { ShopSettingsResolver } from './shop/shop-settings.resolver.ts'
import { VisitorResolver } from './visitor/visitor.resolver.ts'

/** The GraphQL doors: every resolver of each API is on this page. */
export const storefrontSchema = (): GraphQLSchema =>
  buildSchemaSync({
    resolvers: [
      ShopResolver,
      VisitorResolver,
      CatalogResolver,
      CartResolver,
      OrderResolver,
      PaymentResolver,
      BankPaymentResolver,
    ],
    orphanedTypes: [],
    validate: false,
  })

export const merchantSchema = (): GraphQLSchema =>
  buildSchemaSync({
    resolvers: [
      AccountResolver,
      MemberResolver,
      MerchantOrderResolver,
      MerchantPaymentResolver,
      MerchantCardPaymentResolver,
      CardMailResolver,
      BankAccountResolver,
      RescueResolver,
      OrderRescuesResolver,
      RefusedNotificationResolver,
      ShopSettingsResolver,
    ],
    orphanedTypes: [],
    validate: false,
  })
