import type { WithdrawalExemption } from '#lib/api/schema.ts'
import { m } from '#lib/paraglide/messages.js'

/** Why there is no right of withdrawal, or when it ends. */
export const exemptionTexts: Record<WithdrawalExemption, () => string> = {
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
