import { m } from '../paraglide/messages.js'
import type { Scope } from './api-key.documents.ts'

interface ScopeGroup {
  text: () => string
  scopes: readonly Scope[]
}

/** What keys can be allowed, in the order of the page. scope-groups.test.ts fails for one that is missing. */
const groups: readonly ScopeGroup[] = [
  {
    text: m.program_keys_group_orders,
    scopes: ['ORDER_READ', 'BUYER_READ', 'ORDER_FULFILL', 'ORDER_CANCEL', 'ORDER_ENTER', 'MAIL_RESEND'],
  },
  {
    text: m.program_keys_group_products,
    scopes: ['PRODUCT_READ', 'PRODUCT_WRITE', 'PRODUCT_IMPORT', 'STOCK_WRITE'],
  },
  {
    text: m.program_keys_group_selling,
    scopes: ['SHIPPING_WRITE', 'DISCOUNT_READ', 'DISCOUNT_WRITE'],
  },
  {
    text: m.program_keys_group_books,
    scopes: ['LEDGER_READ', 'UNMATCHED_PAYMENT_READ', 'AUDIT_READ'],
  },
]

/** The groups with what the member may allow. */
export const scopeGroupsFor = (allowed: readonly Scope[]): ScopeGroup[] =>
  groups
    .map(({ text, scopes }) => ({ text, scopes: scopes.filter((scope) => allowed.includes(scope)) }))
    .filter(({ scopes }) => scopes.length > 0)
