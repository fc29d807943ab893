import type { Language } from '../kernel/errors.ts'
import type { PageKind } from '../shop/published-page.ts'

/** Title and address of each page. A slug belongs to one page, whatever the language, and never changes. */
export const PAGE_NAMES: Record<PageKind, Record<Language, { title: string; slug: string }>> = {
  LEGAL_NOTICE: {
    en: { title: 'Legal notice', slug: 'legal-notice' },
    fr: { title: 'Mentions légales', slug: 'mentions-legales' },
  },
  TERMS: {
    en: { title: 'Terms of sale', slug: 'terms-of-sale' },
    fr: { title: 'Conditions générales de vente', slug: 'conditions-generales-de-vente' },
  },
  PRIVACY: {
    en: { title: 'Privacy policy', slug: 'privacy' },
    fr: { title: 'Politique de confidentialité', slug: 'confidentialite' },
  },
  WITHDRAWAL: {
    en: { title: 'Right of withdrawal', slug: 'withdrawal' },
    fr: { title: 'Droit de rétractation', slug: 'retractation' },
  },
}

/** The page with this address in either language. */
export const findKindBySlug = (slug: string): PageKind | undefined =>
  (Object.keys(PAGE_NAMES) as PageKind[]).find((kind) =>
    Object.values(PAGE_NAMES[kind]).some((name) => name.slug === slug),
  )
