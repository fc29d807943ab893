import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchemaSync } from 'type-graphql'
import { CartResolver } from '../cart/cart.storefront.ts'
import { CatalogResolver } from '../catalog/catalog.storefront.ts'
import { AccountResolver } from '../member/account.merchant.ts'
import { MemberResolver } from '../member/member.merchant.ts'
import { MerchantOrderResolver } from '../order/order.merchant.ts'
import { OrderResolver } from '../order/order.storefront.ts'
import { MerchantCardPaymentResolver } from '../payment/card/certification.merchant.ts'
import { MerchantPaymentResolver } from '../payment/card/card-payment.merchant.ts'
import { CardMailResolver } from '../payment/card/mail-settings/card-mail.merchant.ts'
import { GatewayAccountResolver } from '../payment/gateway/accounts/gateway-account.merchant.ts'
import { BankPaymentResolver } from '../payment/gateway/attempts/bank-payment.storefront.ts'
import { RefusedNotificationResolver } from '../payment/gateway/notifications/refused-notification.merchant.ts'
import { PaymentResolver } from '../payment/payment.storefront.ts'
import { OrderUnmatchedPaymentsResolver } from '../payment/unmatched/order-unmatched-payments.merchant.ts'
import { UnmatchedPaymentResolver } from '../payment/unmatched/unmatched-payment.merchant.ts'
import { ShopResolver } from '../shop/shop.storefront.ts'
import { ShopSettingsResolver } from '../shop/shop-settings.merchant.ts'
import { VisitorResolver } from '../visitor/visitor.storefront.ts'

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
      GatewayAccountResolver,
      UnmatchedPaymentResolver,
      OrderUnmatchedPaymentsResolver,
      RefusedNotificationResolver,
      ShopSettingsResolver,
    ],
    orphanedTypes: [],
    validate: false,
  })
