import { m } from '../paraglide/messages.js'
import type { WithdrawalExemption } from './product.documents.ts'

/** Why a buyer cannot withdraw from a purchase, or when the right ends. */
export const exemptionText: Record<WithdrawalExemption, () => string> = {
  MADE_TO_MEASURE: m.exemption_made_to_measure,
  PERISHABLE: m.exemption_perishable,
  NEWSPAPER: m.exemption_newspaper,
  PRICE_FLUCTUATES: m.exemption_price_fluctuates,
  AGED_ALCOHOL: m.exemption_aged_alcohol,
  DATED_SERVICE: m.exemption_dated_service,
  SEALED_HYGIENE: m.exemption_sealed_hygiene,
  SEALED_MEDIA: m.exemption_sealed_media,
  MIXED_INSEPARABLY: m.exemption_mixed_inseparably,
  DIGITAL_CONTENT: m.exemption_digital_content,
  SERVICE_PERFORMED: m.exemption_service_performed,
}

export const exemptions = Object.keys(exemptionText) as WithdrawalExemption[]

/** Those that hold from the purchase on, whatever the buyer does. */
export const exemptionsFromPurchase: readonly WithdrawalExemption[] = [
  'MADE_TO_MEASURE',
  'PERISHABLE',
  'NEWSPAPER',
  'PRICE_FLUCTUATES',
  'AGED_ALCOHOL',
  'DATED_SERVICE',
]
