import type { InTransaction, MerchantContext } from '../app/context.ts'
import type { ManualPayments } from '../shop/manual-payments.ts'
import type { BusinessIdentity } from '../shop/business/business-identity.ts'
import type { PageKind } from '../shop/published-page.ts'

/** What the pages of a shop are made from, in the order in which changes are listed. */
export const FACT_NAMES = [
  'shopName',
  'legalName',
  'legalForm',
  'registrationNumber',
  'registry',
  'vatNumber',
  'address',
  'countryCode',
  'phone',
  'email',
  'publicationDirector',
  'mediatorName',
  'mediatorUrl',
  'hostingProvider',
  'deliveryCountries',
  'paymentModes',
  'taxExempt',
  'cardRetentionDays',
  'manualMethods',
  'bankProviders',
  'buyerRetentionMonths',
] as const
export type FactName = (typeof FACT_NAMES)[number]

/**
 * Texts, empty where something is not known. `deliveryCountries`: ISO codes separated by commas, `*` for everywhere. `paymentModes`: BANK, CARD.
 * `taxExempt`: `yes` or empty. `manualMethods`: TRANSFER, CHEQUE. `bankProviders`: the names of the shop's banks. `buyerRetentionMonths`: empty if data of buyers is kept without end.
 */
export type PageFacts = Record<FactName, string>

const BUSINESS: readonly FactName[] = ['legalName', 'address', 'countryCode', 'phone', 'email']

/** What each page is made from. */
export const FACTS_OF_PAGE: Record<PageKind, readonly FactName[]> = {
  LEGAL_NOTICE: [
    ...BUSINESS,
    'shopName',
    'legalForm',
    'registrationNumber',
    'registry',
    'vatNumber',
    'publicationDirector',
    'hostingProvider',
  ],
  TERMS: [
    ...BUSINESS,
    'shopName',
    'mediatorName',
    'mediatorUrl',
    'deliveryCountries',
    'paymentModes',
    'taxExempt',
  ],
  PRIVACY: [
    ...BUSINESS,
    'hostingProvider',
    'paymentModes',
    'cardRetentionDays',
    'manualMethods',
    'bankProviders',
    'buyerRetentionMonths',
  ],
  WITHDRAWAL: BUSINESS,
}

interface Row {
  name: string
  business: Partial<BusinessIdentity> | null
  contactEmail: string | null
  paymentModes: string[]
  isSmallBusiness: boolean
  keptRetentionSeconds: number
  buyerRetentionMonths: number | null
  manualPayments: Partial<ManualPayments>
  banks: string[] | null
  countries: string[] | null
  deliversEverywhere: boolean
}

/** The present facts of the shop, in one statement. */
export async function loadPageFacts({ app, em, shop }: InTransaction<MerchantContext>): Promise<PageFacts> {
  const [row] = await em.execute<Row[]>(
    `select s.name, s.business, s.contact_email as "contactEmail", s.payment_modes as "paymentModes",
       s.is_small_business as "isSmallBusiness", s.kept_retention_seconds as "keptRetentionSeconds",
       s.buyer_retention_months as "buyerRetentionMonths", s.manual_payments as "manualPayments",
       (select array_agg(distinct a.name order by a.name) from gateway_account a
        where a.shop_id = s.id and a.enabled and a.archived_at is null and a.environment = 'PRODUCTION') as banks,
       (select array_agg(distinct c order by c) from shipping_zone z, unnest(z.countries) c where z.shop_id = s.id) as countries,
       exists (select from shipping_zone z where z.shop_id = s.id and z.countries = '{}') as "deliversEverywhere"
     from shop s where s.id = ?`,
    [shop.id],
  )
  if (!row) throw new Error('The shop no longer exists.')
  return toFacts(row, app.env.hostingProvider)
}

export function toFacts(row: Row, hostingProvider: string): PageFacts {
  const business = row.business ?? {}
  const address = [
    business.line1,
    business.line2,
    `${business.postalCode ?? ''} ${business.city ?? ''}`.trim(),
  ]
  return {
    shopName: row.name,
    legalName: business.legalName ?? '',
    legalForm: business.legalForm ?? '',
    registrationNumber: business.registrationNumber ?? '',
    registry: business.registry ?? '',
    vatNumber: business.vatNumber ?? '',
    address: address.filter(Boolean).join(', '),
    countryCode: business.countryCode ?? '',
    phone: business.phone ?? '',
    email: row.contactEmail ?? '',
    publicationDirector: business.publicationDirector ?? '',
    mediatorName: business.mediatorName ?? '',
    mediatorUrl: business.mediatorUrl ?? '',
    hostingProvider,
    deliveryCountries: row.deliversEverywhere ? '*' : (row.countries ?? []).join(','),
    paymentModes: [...row.paymentModes].sort().join(','),
    taxExempt: row.isSmallBusiness ? 'yes' : '',
    cardRetentionDays: row.paymentModes.includes('CARD')
      ? String(Math.ceil(row.keptRetentionSeconds / 86_400))
      : '',
    manualMethods: [
      row.manualPayments.transfer?.isOffered && 'TRANSFER',
      row.manualPayments.cheque?.isOffered && 'CHEQUE',
    ]
      .filter(Boolean)
      .join(','),
    bankProviders: row.paymentModes.includes('BANK') ? (row.banks ?? []).join(', ') : '',
    buyerRetentionMonths: String(row.buyerRetentionMonths ?? ''),
  }
}

/** The facts of a page that differ, in their order. */
export const changedFacts = (
  kind: PageKind,
  before: Partial<PageFacts>,
  after: PageFacts,
): { name: FactName; before: string; after: string }[] =>
  FACT_NAMES.filter((name) => FACTS_OF_PAGE[kind].includes(name))
    .map((name) => ({ name, before: before[name] ?? '', after: after[name] }))
    .filter((fact) => fact.before !== fact.after)
