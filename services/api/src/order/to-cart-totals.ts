import type { CartTotals } from '../cart/cart-totals.type.ts'
import { sumDiscounts } from '../discount/discount-cart.ts'
import { money } from '../kernel/money.type.ts'
import { TaxExemption, toDiscountAmounts, toTaxesOfRates } from '../tax/tax.type.ts'
import type { Quote } from './quote.ts'

/** What an order would cost, as the storefront API shows it. */
export function toCartTotals(priced: Quote, currency: string): CartTotals {
  const discounts = sumDiscounts(priced.lines.flatMap((line) => line.discounts))
  return {
    subtotal: money(priced.subtotal, currency),
    shippingTotal: money(priced.shippingTotal, currency),
    taxTotal: money(priced.taxTotal, currency),
    total: money(priced.total, currency),
    discounts: toDiscountAmounts(discounts, currency),
    shippingDiscounts: toDiscountAmounts(priced.shipping?.discounts ?? [], currency),
    taxes: toTaxesOfRates(priced.taxes, currency),
    taxExemption: priced.exemption && TaxExemption[priced.exemption],
    vatNumberStatus: priced.vatNumberStatus,
  }
}
