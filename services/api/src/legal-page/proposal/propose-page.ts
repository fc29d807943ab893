import type { Language } from '../../kernel/errors.ts'
import type { PageKind } from '../../shop/published-page.ts'
import type { PageFacts } from '../page-facts.ts'
import { legalNotice } from './legal-notice.ts'
import { privacy } from './privacy.ts'
import { terms } from './terms.ts'
import { withdrawal } from './withdrawal.ts'

const PROPOSALS: Record<PageKind, Record<Language, (facts: PageFacts) => string>> = {
  LEGAL_NOTICE: legalNotice,
  TERMS: terms,
  PRIVACY: privacy,
  WITHDRAWAL: withdrawal,
}

/** The text of a page as HTML, made from what is known of the shop: a proposal, which the merchant checks and completes. */
export const proposePage = (kind: PageKind, language: Language, facts: PageFacts): string =>
  PROPOSALS[kind][language](facts)
