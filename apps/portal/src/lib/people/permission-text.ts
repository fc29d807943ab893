import type { Permission } from '../member/member.ts'
import { m } from '../paraglide/messages.js'

/** What a permission allows, in the order of the page. permission-text.test.ts fails for a permission without text. */
export const PERMISSION_TEXTS: Partial<Record<Permission, () => string>> = {
  ORDER_READ: m.permission_order_read,
  BUYER_READ: m.permission_buyer_read,
  ORDER_FULFILL: m.permission_order_fulfill,
  ORDER_CANCEL: m.permission_order_cancel,
  ORDER_ENTER: m.permission_order_enter,
  ORDER_VIEW_SHARE: m.permission_order_view_share,
  MAIL_RESEND: m.permission_mail_resend,
  CARD_REVEAL: m.permission_card_reveal,
  CARD_REQUEST: m.permission_card_request,
  PAYMENT_CERTIFY: m.permission_payment_certify,
  PAYMENT_REFUND: m.permission_payment_refund,
  LEDGER_READ: m.permission_ledger_read,
  UNMATCHED_PAYMENT_READ: m.permission_unmatched_payment_read,
  UNMATCHED_PAYMENT_RESOLVE: m.permission_unmatched_payment_resolve,
  GATEWAY_MANAGE: m.permission_gateway_manage,
  CARD_MAIL_MANAGE: m.permission_card_mail_manage,
  PRODUCT_READ: m.permission_product_read,
  PRODUCT_WRITE: m.permission_product_write,
  PRODUCT_IMPORT: m.permission_product_import,
  STOCK_WRITE: m.permission_stock_write,
  SHIPPING_WRITE: m.permission_shipping_write,
  DISCOUNT_READ: m.permission_discount_read,
  DISCOUNT_WRITE: m.permission_discount_write,
  API_KEY_MANAGE: m.permission_api_key_manage,
  SETTINGS_MANAGE: m.permission_settings_manage,
  MEMBER_MANAGE: m.permission_member_manage,
  AUDIT_READ: m.permission_audit_read,
  OWNERSHIP_TRANSFER: m.permission_ownership_transfer,
}
