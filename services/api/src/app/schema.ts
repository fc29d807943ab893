import 'reflect-metadata'
import type { GraphQLSchema } from 'graphql'
import { buildSchemaSync, type ClassType, type NonEmptyArray } from 'type-graphql'
import { AuditLogResolver } from '../audit/audit-log.merchant.ts'
import { BuyerMailResolver } from '../buyer-mail/buyer-mail.merchant.ts'
import { CartResolver } from '../cart/cart.storefront.ts'
import { CatalogResolver } from '../catalog/catalog.storefront.ts'
import { VariantChoiceResolver } from '../catalog/variant-choice.storefront.ts'
import { CollectionsResolver } from '../collection/collections.merchant.ts'
import { DiscountResolver } from '../discount/discount.merchant.ts'
import { FulfillmentResolver } from '../fulfillment/fulfillment.merchant.ts'
import { MerchantOrderParcelsResolver } from '../fulfillment/order-parcels.merchant.ts'
import { OrderParcelsResolver } from '../fulfillment/order-parcels.storefront.ts'
import { guardEntryPoints, passMemberContext } from '../http/guard-entry-points.ts'
import { hidePersonalData } from '../http/hide-personal-data.ts'
import { InvoiceResolver } from '../invoice/invoice.merchant.ts'
import { OrderInvoiceResolver } from '../invoice/invoice.storefront.ts'
import { LegalPageResolver } from '../legal-page/legal-page.merchant.ts'
import { ReturnPolicyResolver } from '../legal-page/return-policy.storefront.ts'
import { ShopPageResolver } from '../legal-page/shop-page.storefront.ts'
import { PictureResolver } from '../media/picture.storefront.ts'
import { MailResolver } from '../mail/mail.merchant.ts'
import { AccountResolver } from '../member/account.merchant.ts'
import { InvitationResolver } from '../member/invitation/invitation.merchant.ts'
import { MemberResolver } from '../member/member.merchant.ts'
import { PasskeyResolver } from '../member/passkey/passkey.merchant.ts'
import { PasswordResetResolver } from '../member/password-reset.merchant.ts'
import { RoleResolver } from '../member/role/role.merchant.ts'
import { SessionResolver } from '../member/session.merchant.ts'
import { SignUpResolver } from '../member/sign-up/sign-up.merchant.ts'
import { StaffResolver } from '../member/staff/staff.merchant.ts'
import { MerchantOrderResolver } from '../order/order.merchant.ts'
import { EnterOrderResolver } from '../order/enter-order.merchant.ts'
import { OrderListResolver } from '../order/order-list.merchant.ts'
import { OrderPageResolver } from '../order/order-page.merchant.ts'
import { OrderViewResolver } from '../order/view/order-view.merchant.ts'
import { OrderResolver } from '../order/order.storefront.ts'
import { OrderStepsResolver } from '../order/order-steps.storefront.ts'
import { CardPaymentResolver } from '../payment/card/card-payment.merchant.ts'
import { CardOutcomesResolver } from '../payment/card/certify/card-outcomes.merchant.ts'
import { CardEntryResolver } from '../payment/card/certify/card-entry.merchant.ts'
import { CardMailResolver } from '../payment/card/mail-settings/card-mail.merchant.ts'
import { BankPaymentRequestResolver } from '../payment/gateway/attempts/bank-payment-request.merchant.ts'
import { GatewayAccountResolver } from '../payment/gateway/accounts/gateway-account.merchant.ts'
import { RefusedNotificationResolver } from '../payment/gateway/notifications/refused-notification.merchant.ts'
import { LedgerResolver } from '../payment/ledger/ledger.merchant.ts'
import { ManualPaymentResolver } from '../payment/manual/manual-payment.merchant.ts'
import { ManualPaymentSettingsResolver } from '../payment/manual/settings/manual-payment-settings.merchant.ts'
import { PaymentResolver } from '../payment/payment.storefront.ts'
import { OverviewResolver } from '../overview/overview.merchant.ts'
import { OrderRefundsResolver } from '../payment/refund/order-refunds.storefront.ts'
import { RefundResolver } from '../payment/refund/refund.merchant.ts'
import { ShopAlertsResolver } from '../payment/shop-alerts/shop-alerts.merchant.ts'
import { UnmatchedPaymentResolver } from '../payment/unmatched/unmatched-payment.merchant.ts'
import { ShippingSettingsResolver } from '../shipping/shipping.merchant.ts'
import { PrivacyResolver } from '../privacy/privacy.merchant.ts'
import { ProductImagesResolver } from '../product/product-images.merchant.ts'
import { StockResolver } from '../inventory/stock.merchant.ts'
import { ProductsResolver } from '../product/products.merchant.ts'
import { ShopAppearanceResolver } from '../shop/appearance/shop-appearance.merchant.ts'
import { BusinessIdentityResolver } from '../shop/business/business-identity.merchant.ts'
import { ShopKeysResolver } from '../shop/keys/shop-keys.merchant.ts'
import { DocumentsResolver } from '../storefront-document/documents.merchant.ts'
import { SetupResolver } from '../shop/setup/setup.merchant.ts'
import { ProductImportResolver } from '../product-import/product-import.merchant.ts'
import { ShopResolver, ShopThemeResolver } from '../shop/shop.storefront.ts'
import { ReductionResolver } from '../reduction/reduction.merchant.ts'
import { TaxSettingsResolver } from '../tax/tax.merchant.ts'
import { ShopSettingsResolver } from '../shop/shop-settings.merchant.ts'
import { VisitorResolver } from '../visitor/visitor.storefront.ts'
import { ApiKeyResolver } from '../api-key/api-key.merchant.ts'
import { WebhookDeliveryResolver } from '../webhook/webhook-delivery.merchant.ts'
import { WebhookResolver } from '../webhook/webhook.merchant.ts'
import { WithdrawalResolver } from '../withdrawal/withdrawal.merchant.ts'
import { OrderWithdrawalResolver } from '../withdrawal/withdrawal.storefront.ts'

/** What webhooks can tell. */
export { payloadSchema as webhookSchema } from '../webhook/payload-schema.ts'

/** Every resolver of the storefront API. */
export const storefrontSchema = (): GraphQLSchema =>
  buildGuardedSchema([
    ShopResolver,
    ShopThemeResolver,
    ReturnPolicyResolver,
    ShopPageResolver,
    VisitorResolver,
    CatalogResolver,
    VariantChoiceResolver,
    PictureResolver,
    CartResolver,
    OrderResolver,
    OrderStepsResolver,
    OrderRefundsResolver,
    OrderParcelsResolver,
    OrderInvoiceResolver,
    OrderWithdrawalResolver,
    PaymentResolver,
  ])

/** Every resolver of the merchant API. */
export const merchantSchema = (): GraphQLSchema =>
  hidePersonalData(
    passMemberContext(
      buildGuardedSchema([
        AccountResolver,
        MemberResolver,
        InvitationResolver,
        SignUpResolver,
        StaffResolver,
        RoleResolver,
        AuditLogResolver,
        PasskeyResolver,
        PasswordResetResolver,
        SessionResolver,
        MerchantOrderResolver,
        OrderListResolver,
        OrderPageResolver,
        OrderViewResolver,
        MerchantOrderParcelsResolver,
        EnterOrderResolver,
        FulfillmentResolver,
        InvoiceResolver,
        MailResolver,
        BuyerMailResolver,
        LegalPageResolver,
        CardPaymentResolver,
        CardEntryResolver,
        CardOutcomesResolver,
        CardMailResolver,
        GatewayAccountResolver,
        BankPaymentRequestResolver,
        ManualPaymentResolver,
        ManualPaymentSettingsResolver,
        UnmatchedPaymentResolver,
        RefundResolver,
        WithdrawalResolver,
        LedgerResolver,
        PrivacyResolver,
        RefusedNotificationResolver,
        ShopAlertsResolver,
        OverviewResolver,
        ShopSettingsResolver,
        ReductionResolver,
        TaxSettingsResolver,
        ShippingSettingsResolver,
        ProductsResolver,
        ProductImagesResolver,
        BusinessIdentityResolver,
        ShopAppearanceResolver,
        ShopKeysResolver,
        DocumentsResolver,
        SetupResolver,
        StockResolver,
        CollectionsResolver,
        DiscountResolver,
        ProductImportResolver,
        WebhookResolver,
        ApiKeyResolver,
        WebhookDeliveryResolver,
      ]),
    ),
  )

const buildGuardedSchema = (resolvers: NonEmptyArray<ClassType>): GraphQLSchema =>
  guardEntryPoints(buildSchemaSync({ resolvers, orphanedTypes: [], validate: false }))
